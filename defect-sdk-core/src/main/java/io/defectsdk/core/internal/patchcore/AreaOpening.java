package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * The maximum of a map's area opening: the highest level that a connected region (8-neighbourhood) of a given size reaches in all its
 * pixels. Pixels are joined from the highest down until a region is large enough (union-find; see {@link
 * io.defectsdk.deployment.InspectionScope}). Confined to one thread.
 */
final class AreaOpening {
    private static final int NOT_JOINED = -1;

    private final float[] values;
    private final int width;
    private final int height;
    private final int[] parent;
    private final int[] area;

    private AreaOpening(float[] values, int width) {
        this.values = values;
        this.width = width;
        this.height = values.length / width;
        this.parent = new int[values.length];
        this.area = new int[values.length];
        Arrays.fill(parent, NOT_JOINED);
    }

    /**
     * The level.
     *
     * @param values {@code [height, width]}, 0 and up
     * @param width columns
     * @param inside pixels that count
     * @param pixels of a region, at least 1
     * @return empty if no connected region of pixels that count is as large
     */
    static OptionalDouble maximum(float[] values, int width, IntPredicate inside, long pixels) {
        return new AreaOpening(values, width).maximum(inside, pixels);
    }

    private OptionalDouble maximum(IntPredicate inside, long pixels) {
        long[] order = new long[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (inside.test(i)) {
                // floats of 0 and up are ordered as their bits are
                order[count++] = (long) Float.floatToIntBits(values[i]) << 32 | i;
            }
        }
        Arrays.sort(order, 0, count);
        for (int i = count - 1; i >= 0; i--) {
            int pixel = (int) order[i];
            if (join(pixel) >= pixels) {
                return OptionalDouble.of(values[pixel]);
            }
        }
        return OptionalDouble.empty();
    }

    /** Joins a pixel with the higher ones around it; how large the region then is. */
    private int join(int pixel) {
        parent[pixel] = pixel;
        area[pixel] = 1;
        int x = pixel % width;
        int y = pixel / width;
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                if (parent[ny * width + nx] != NOT_JOINED) {
                    unite(root(pixel), root(ny * width + nx));
                }
            }
        }
        return area[root(pixel)];
    }

    private void unite(int a, int b) {
        if (a == b) {
            return;
        }
        int larger = area[a] < area[b] ? b : a;
        int smaller = larger == a ? b : a;
        parent[smaller] = larger;
        area[larger] += area[smaller];
    }

    private int root(int pixel) {
        int at = pixel;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
