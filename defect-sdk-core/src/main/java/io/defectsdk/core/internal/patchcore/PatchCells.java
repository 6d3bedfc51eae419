package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.inspection.Box;
import io.defectsdk.spi.InputView;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Where the patches of a picture's grids lie in it: what the backbone sees, the same part of the picture at each input size, cut into as
 * many cells as a grid has. Immutable.
 *
 * @param view of the same part of a picture in one square
 * @param shapes of the grids
 */
public record PatchCells(InputView view, List<PatchGrid.Shape> shapes) {
    /** Less than this of a pixel is rounding. */
    private static final double EPSILON = 1e-6;

    /** Of a recipe's grids. */
    public static PatchCells of(PatchCoreMethod method, List<PatchGrid.Shape> shapes) {
        return new PatchCells(InputView.cropped(method.inputSize(), method.cropFrom()), shapes);
    }

    /** Patches. */
    public int count() {
        return PatchGrid.first(shapes.size(), shapes);
    }

    /** A patch's cell in the pixels of a picture of this size. */
    public Rectangle2D cell(int patch, int pictureWidth, int pictureHeight) {
        InputView.Placement square = view.of(pictureWidth, pictureHeight);
        double across = (double) pictureWidth / square.width();
        double down = (double) pictureHeight / square.height();
        int grid = PatchGrid.gridOf(patch, shapes);
        PatchGrid.Shape shape = shapes.get(grid);
        double columns = (double) square.size() / shape.width();
        double rows = (double) square.size() / shape.height();
        int place = patch - PatchGrid.first(grid, shapes);
        int column = place % shape.width();
        int row = place / shape.width();
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

    /** The patch of the first grid whose cell holds a pixel of a picture of this size; of pixels that the backbone does not see, the nearest one's. */
    public int at(int x, int y, int pictureWidth, int pictureHeight) {
        InputView.Placement square = view.of(pictureWidth, pictureHeight);
        double inSquareX = (x + 0.5) * square.width() / pictureWidth - square.left();
        double inSquareY = (y + 0.5) * square.height() / pictureHeight - square.top();
        PatchGrid.Shape shape = shapes.get(0);
        int column = (int) Math.floor(inSquareX * shape.width() / square.size());
        int row = (int) Math.floor(inSquareY * shape.height() / square.size());
        return Math.min(shape.height() - 1, Math.max(0, row)) * shape.width()
                + Math.min(shape.width() - 1, Math.max(0, column));
    }
}
