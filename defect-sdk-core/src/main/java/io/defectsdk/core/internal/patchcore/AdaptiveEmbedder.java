package io.defectsdk.core.internal.patchcore;

import io.defectsdk.spi.FeatureMap;
import java.util.List;

/** See {@link io.defectsdk.deployment.PatchEmbedding#ADAPTIVE}. */
final class AdaptiveEmbedder {
    /** Values of a layer, and of an embedding. */
    static final int LENGTH = 1_024;

    private static final int SIDE = 3;

    private AdaptiveEmbedder() {}

    /** The embeddings of one picture; the first map sets the grid. */
    static PatchGrid embed(List<FeatureMap> maps) {
        int height = maps.get(0).height();
        int width = maps.get(0).width();
        int count = height * width;
        int joined = maps.size() * LENGTH;
        float[] layers = new float[Math.multiplyExact(count, joined)];
        for (int layer = 0; layer < maps.size(); layer++) {
            FeatureMap map = maps.get(layer);
            int length = map.channels() * SIDE * SIDE;
            float[] neighbourhoods = neighbourhoods(map, height, width);
            for (int patch = 0; patch < count; patch++) {
                average(neighbourhoods, patch * length, length, layers, patch * joined + layer * LENGTH);
            }
        }
        float[] rows = new float[count * LENGTH];
        for (int patch = 0; patch < count; patch++) {
            average(layers, patch * joined, joined, rows, patch * LENGTH);
        }
        return new PatchGrid(height, width, LENGTH, rows);
    }

    /** {@code [height * width, channels * 3 * 3]}: what lies around each position, brought to the grid. */
    private static float[] neighbourhoods(FeatureMap map, int height, int width) {
        int length = map.channels() * SIDE * SIDE;
        PlaneResize resize = new PlaneResize(map.height(), map.width(), height, width);
        float[] shifted = new float[map.height() * map.width()];
        float[] plane = new float[height * width];
        float[] rows = new float[Math.multiplyExact(height * width, length)];
        for (int i = 0; i < length; i++) {
            shift(map, i / (SIDE * SIDE), i / SIDE % SIDE - 1, i % SIDE - 1, shifted);
            resize.apply(shifted, plane);
            for (int patch = 0; patch < plane.length; patch++) {
                rows[patch * length + i] = plane[patch];
            }
        }
        return rows;
    }

    /** A channel as seen from {@code down} rows below and {@code right} columns to the right; 0 beyond the border. */
    private static void shift(FeatureMap map, int channel, int down, int right, float[] out) {
        int height = map.height();
        int width = map.width();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromY = y + down;
                int fromX = x + right;
                boolean inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
                out[y * width + x] = inside ? map.values()[(channel * height + fromY) * width + fromX] : 0;
            }
        }
    }

    /** Adaptive average pooling: value {@code i} is the mean from {@code ⌊i·n/1024⌋} to {@code ⌈(i+1)·n/1024⌉}. */
    private static void average(float[] from, int offset, int length, float[] to, int target) {
        for (int i = 0; i < LENGTH; i++) {
            int begin = (int) ((long) i * length / LENGTH);
            int end = (int) (((i + 1L) * length + LENGTH - 1) / LENGTH);
            float sum = 0;
            for (int k = begin; k < end; k++) {
                sum += from[offset + k];
            }
            to[target + i] = sum / (end - begin);
        }
    }
}
