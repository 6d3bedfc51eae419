package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.spi.FeatureMap;
import java.util.List;

/**
 * Turns a backbone's feature maps into patch embeddings as anomalib's PatchCore does (Roth et al., Towards Total Recall in
 * Industrial Anomaly Detection, CVPR 2022, section 3.1): each layer is averaged over 3×3 neighbourhoods (stride 1, the
 * zero padding counted), deeper layers are brought to the first layer's grid (bilinear, half-pixel centres), and the
 * channels are joined.
 */
public final class PatchEmbedder {
    private PatchEmbedder() {}

    /** The embeddings of one picture by a given rule; the first map sets the grid. */
    public static PatchGrid embed(List<FeatureMap> maps, PatchEmbedding rule) {
        return switch (rule) {
            case MEAN -> embed(maps);
            case ADAPTIVE -> AdaptiveEmbedder.embed(maps);
        };
    }

    /** The embeddings of one picture by {@link PatchEmbedding#MEAN}; the first map sets the grid. */
    public static PatchGrid embed(List<FeatureMap> maps) {
        FeatureMap first = maps.get(0);
        int height = first.height();
        int width = first.width();
        int dimension = maps.stream().mapToInt(FeatureMap::channels).sum();
        float[] rows = new float[height * width * dimension];
        int offset = 0;
        for (FeatureMap map : maps) {
            PlaneResize resize = new PlaneResize(map.height(), map.width(), height, width);
            float[] pooled = new float[map.height() * map.width()];
            float[] plane = new float[height * width];
            for (int channel = 0; channel < map.channels(); channel++) {
                averageNeighbours(map, channel, pooled);
                resize.apply(pooled, plane);
                for (int patch = 0; patch < plane.length; patch++) {
                    rows[patch * dimension + offset] = plane[patch];
                }
                offset++;
            }
        }
        return new PatchGrid(height, width, dimension, rows);
    }

    private static void averageNeighbours(FeatureMap map, int channel, float[] out) {
        int height = map.height();
        int width = map.width();
        float[] values = map.values();
        int plane = channel * height * width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                    int row = plane + ny * width;
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                        sum += values[row + nx];
                    }
                }
                out[y * width + x] = sum / 9;
            }
        }
    }
}
