package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.MapRule;
import io.defectsdk.inspection.InspectionArea;
import org.jspecify.annotations.Nullable;

/**
 * Makes maps of patch distances on one grid: each patch's distance to its nearest bank vector, brought to input resolution (bilinear) and
 * blurred with σ = 4 input pixels, or as another {@link MapRule} says.
 *
 * <p>With an area, from its patches alone: the weighted mean of what lies under the Gaussian (normalised convolution; Knutsson and
 * Westin, 1993), so that a hidden neighbour lends nothing to the border and takes nothing from it. Beyond the border the map goes on as
 * far as patches of the area reach; {@link ScoreMap#max()} is the highest value inside.
 *
 * <p>Immutable and thread-safe.
 */
final class ScoreMapper {
    private static final double SIGMA = 4;

    /** Less of a Gaussian than this is rounding. */
    private static final float SMALLEST_WEIGHT = 1e-6f;

    private final int height;
    private final int width;
    private final int size;
    private final MapRule rule;
    private final BlurredResize resize;
    private final @Nullable AreaMask mask;

    /** How much of the Gaussian lies on patches of the area, {@code [size, size]}; empty without an area. */
    private final float[] covered;

    /**
     * Maker of maps.
     *
     * @param height rows of the patch grid
     * @param width its columns
     * @param size rows and columns of the map
     */
    ScoreMapper(int height, int width, int size, MapRule rule, InspectionArea area) {
        this.height = height;
        this.width = width;
        this.size = size;
        this.rule = rule;
        this.resize = new BlurredResize(height, width, size, SIGMA, rule);
        this.mask = area.coversAll() ? null : new AreaMask(area, height, width, size);
        this.covered = mask == null ? new float[0] : resize.apply(mask.weights());
    }

    /** Whether this is the grid. */
    boolean fits(int gridHeight, int gridWidth) {
        return height == gridHeight && width == gridWidth;
    }

    /** Whether a patch lies in the area, all or in part. */
    boolean counted(int patch) {
        return mask == null || mask.weight(patch) > 0;
    }

    /** Whether some of a pixel of the map lies in the area. */
    boolean inside(int pixel) {
        return mask == null || mask.inside(pixel);
    }

    /**
     * A picture's map.
     *
     * @param squaredDistances {@code [height, width]} of the patch grid, row-major
     */
    ScoreMap map(float[] squaredDistances) {
        float[] scores = new float[squaredDistances.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = rule == MapRule.SQUARED ? squaredDistances[i] : (float) Math.sqrt(squaredDistances[i]);
        }
        return mask == null ? whole(scores) : inArea(scores, mask);
    }

    private ScoreMap whole(float[] scores) {
        float[] values = resize.apply(scores);
        float highest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return new ScoreMap(size, values, highest);
    }

    private ScoreMap inArea(float[] scores, AreaMask area) {
        for (int i = 0; i < scores.length; i++) {
            float weight = area.weight(i);
            scores[i] = weight == 0 ? 0 : weight * scores[i];
        }
        float[] values = resize.apply(scores);
        float highest = 0;
        for (int i = 0; i < values.length; i++) {
            float weight = covered[i];
            values[i] = weight < SMALLEST_WEIGHT ? 0 : values[i] / weight;
            highest = area.inside(i) ? Math.max(highest, values[i]) : highest;
        }
        return new ScoreMap(size, values, highest);
    }
}
