package io.defectsdk.core.internal.patchcore;

import io.defectsdk.inspection.InspectionArea;
import java.util.List;

/** An {@link InspectionArea} on the patch grids and at map resolution. Not changed after it was made. */
final class AreaMask {
    /** A patch's cell is looked at in this many rows and columns of points. */
    private static final int POINTS = 8;

    /** And a pixel of the map in this many, so that no narrow strip falls between their centres. */
    private static final int POINTS_OF_PIXEL = 2;

    private final float[] weights;
    private final boolean[] inside;

    AreaMask(InspectionArea area, List<PatchGrid.Shape> shapes, int width, int height) {
        weights = new float[shapes.stream().mapToInt(PatchGrid.Shape::count).sum()];
        inside = new boolean[height * width];
        int first = 0;
        for (PatchGrid.Shape shape : shapes) {
            weigh(area, shape, first);
            first += shape.count();
        }
        for (int y = 0; y < height * POINTS_OF_PIXEL; y++) {
            boolean[] row = area.row((y + 0.5) / (height * POINTS_OF_PIXEL), width * POINTS_OF_PIXEL);
            for (int x = 0; x < row.length; x++) {
                inside[y / POINTS_OF_PIXEL * width + x / POINTS_OF_PIXEL] |= row[x];
            }
        }
    }

    private void weigh(InspectionArea area, PatchGrid.Shape shape, int first) {
        for (int y = 0; y < shape.height() * POINTS; y++) {
            boolean[] row = area.row((y + 0.5) / (shape.height() * POINTS), shape.width() * POINTS);
            for (int x = 0; x < row.length; x++) {
                weights[first + y / POINTS * shape.width() + x / POINTS] += row[x] ? 1f / (POINTS * POINTS) : 0;
            }
        }
    }

    /** How much of a patch's cell lies in the area: 0 to 1; 0: the patch counts nothing. */
    float weight(int patch) {
        return weights[patch];
    }

    /** Whether some of a pixel of the map lies in the area. */
    boolean inside(int pixel) {
        return inside[pixel];
    }

    /** The weights themselves, grid after grid; not to be changed. */
    float[] weights() {
        return weights;
    }
}
