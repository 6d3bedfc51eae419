package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.spi.FeatureMap;
import java.util.List;

/**
 * Turns a backbone's feature maps into patch embeddings as anomalib's PatchCore does (Roth et al., Towards Total Recall in
 * Industrial Anomaly Detection, CVPR 2022, section 3.1): each layer is averaged over 3×3 neighbourhoods (stride 1, the
 * zero padding counted), all layers are brought to one grid (larger: bilinear, half-pixel centres; smaller: the mean of each cell), and the
 * channels are joined.
 */
public final class PatchEmbedder {
    /** Channels that are joined together: a cache line of a patch's values, so that each line is written once. */
    private static final int BLOCK = 16;

    private PatchEmbedder() {}

    /** The embeddings of one picture by a given rule; the maps are in the order of their depth. */
    public static PatchGrid embed(List<FeatureMap> maps, PatchEmbedding rule) {
        return switch (rule) {
            case MEAN -> embed(maps, maps.get(0), PlaneResize::new);
            case COARSE_MEAN -> embed(maps, maps.get(maps.size() - 1), PlaneMean::new);
            case ADAPTIVE -> AdaptiveEmbedder.embed(maps);
        };
    }

    private static PatchGrid embed(List<FeatureMap> maps, FeatureMap grid, PlaneChange.Maker change) {
        int height = grid.height();
        int width = grid.width();
        int dimension = maps.stream().mapToInt(FeatureMap::channels).sum();
        float[] rows = new float[Math.multiplyExact(height * width, dimension)];
        float[][] planes = new float[BLOCK][height * width];
        int offset = 0;
        for (FeatureMap map : maps) {
            NeighbourMean mean = new NeighbourMean(map.height(), map.width());
            PlaneChange toGrid = change.of(map.height(), map.width(), height, width);
            float[] pooled = new float[map.height() * map.width()];
            for (int channel = 0; channel < map.channels(); channel += BLOCK) {
                int count = Math.min(BLOCK, map.channels() - channel);
                for (int i = 0; i < count; i++) {
                    mean.apply(map, channel + i, pooled);
                    toGrid.apply(pooled, planes[i]);
                }
                join(planes, count, rows, dimension, offset + channel);
            }
            offset += map.channels();
        }
        return new PatchGrid(height, width, dimension, rows);
    }

    private static void join(float[][] planes, int count, float[] rows, int dimension, int offset) {
        for (int patch = 0; patch < planes[0].length; patch++) {
            int row = patch * dimension + offset;
            for (int i = 0; i < count; i++) {
                rows[row + i] = planes[i][patch];
            }
        }
    }
}
