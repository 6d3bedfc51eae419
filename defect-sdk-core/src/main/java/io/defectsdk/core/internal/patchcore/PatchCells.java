package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.inspection.Box;
import io.defectsdk.spi.InputView;
import java.awt.geom.Rectangle2D;

/**
 * Where the patches of a grid lie in a picture: the square that the backbone sees, cut into as many cells. Immutable.
 *
 * @param view how a picture is brought to that square
 * @param height rows of patches
 * @param width columns of patches
 */
public record PatchCells(InputView view, int height, int width) {
    /** Less than this of a pixel is rounding. */
    private static final double EPSILON = 1e-6;

    /** Of a recipe's grid. */
    public static PatchCells of(PatchCoreMethod method, int height, int width) {
        return new PatchCells(new InputView(method.inputSize(), method.cropFrom()), height, width);
    }

    /** Patches. */
    public int count() {
        return height * width;
    }

    /** A patch's cell in the pixels of a picture of this size. */
    public Rectangle2D cell(int patch, int pictureWidth, int pictureHeight) {
        InputView.Placement square = view.of(pictureWidth, pictureHeight);
        double across = (double) pictureWidth / square.width();
        double down = (double) pictureHeight / square.height();
        double columns = (double) square.size() / width;
        double rows = (double) square.size() / height;
        int column = patch % width;
        int row = patch / width;
        return new Rectangle2D.Double(
                (square.left() + column * columns) * across,
                (square.top() + row * rows) * down,
                columns * across,
                rows * down);
    }

    /** The same in whole pixels: all that the cell meets. */
    public Box box(int patch, int pictureWidth, int pictureHeight) {
        Rectangle2D cell = cell(patch, pictureWidth, pictureHeight);
        int left = (int) Math.floor(cell.getMinX() + EPSILON);
        int top = (int) Math.floor(cell.getMinY() + EPSILON);
        int right = Math.min(pictureWidth, (int) Math.ceil(cell.getMaxX() - EPSILON));
        int bottom = Math.min(pictureHeight, (int) Math.ceil(cell.getMaxY() - EPSILON));
        return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    /** The patch whose cell holds a pixel of a picture of this size; of pixels that the backbone does not see, the nearest one's. */
    public int at(int x, int y, int pictureWidth, int pictureHeight) {
        InputView.Placement square = view.of(pictureWidth, pictureHeight);
        double inSquareX = (x + 0.5) * square.width() / pictureWidth - square.left();
        double inSquareY = (y + 0.5) * square.height() / pictureHeight - square.top();
        int column = (int) Math.floor(inSquareX * width / square.size());
        int row = (int) Math.floor(inSquareY * height / square.size());
        return Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column));
    }
}
