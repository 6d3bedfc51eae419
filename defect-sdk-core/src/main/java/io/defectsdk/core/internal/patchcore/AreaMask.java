package io.defectsdk.core.internal.patchcore;

import io.defectsdk.inspection.InspectionArea;

/** An {@link InspectionArea} on the patch grid and at input resolution. Not changed after it was made. */
final class AreaMask {
    /** A patch's cell is looked at in this many rows and columns of points. */
    private static final int POINTS = 8;

    /** And an input pixel in this many, so that no narrow strip falls between their centres. */
    private static final int POINTS_OF_PIXEL = 2;

    private final float[] weights;
    private final boolean[] inside;

    AreaMask(InspectionArea area, int height, int width, int size) {
        weights = new float[height * width];
        inside = new boolean[size * size];
        for (int y = 0; y < height * POINTS; y++) {
            boolean[] row = area.row((y + 0.5) / (height * POINTS), width * POINTS);
            for (int x = 0; x < row.length; x++) {
                weights[y / POINTS * width + x / POINTS] += row[x] ? 1f / (POINTS * POINTS) : 0;
            }
        }
        for (int y = 0; y < size * POINTS_OF_PIXEL; y++) {
            boolean[] row = area.row((y + 0.5) / (size * POINTS_OF_PIXEL), size * POINTS_OF_PIXEL);
            for (int x = 0; x < row.length; x++) {
                inside[y / POINTS_OF_PIXEL * size + x / POINTS_OF_PIXEL] |= row[x];
            }
        }
    }

    /** How much of a patch's cell lies in the area: 0 to 1; 0: the patch counts nothing. */
    float weight(int patch) {
        return weights[patch];
    }

    /** Whether some of an input pixel lies in the area. */
    boolean inside(int pixel) {
        return inside[pixel];
    }

    /** The weights themselves, {@code [height, width]}; not to be changed. */
    float[] weights() {
        return weights;
    }
}
