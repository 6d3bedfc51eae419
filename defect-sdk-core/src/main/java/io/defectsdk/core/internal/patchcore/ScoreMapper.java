package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.MapRule;
import io.defectsdk.inspection.InspectionArea;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes maps of patch distances: each patch's distance to its nearest bank vector, brought from its grid to map resolution (bilinear) and
 * blurred with σ = 4 pixels of the map, or as another {@link MapRule} says; the mean of the grids, where a picture has several.
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

    private final List<PatchGrid.Shape> shapes;
    private final int width;
    private final int height;
    private final MapRule rule;
    private final List<BlurredResize> resizes;
    private final @Nullable AreaMask mask;

    /** How much of the Gaussian lies on patches of the area, {@code [height, width]}; empty without an area. */
    private final float[] covered;

    /**
     * Maker of maps.
     *
     * @param shapes of the patch grids
     * @param width columns of the map
     * @param height rows of the map
     */
    ScoreMapper(List<PatchGrid.Shape> shapes, int width, int height, MapRule rule, InspectionArea area) {
        this.shapes = shapes;
        this.width = width;
        this.height = height;
        this.rule = rule;
        this.resizes = shapes.stream()
                .map(shape -> new BlurredResize(shape, width, height, SIGMA, rule))
                .toList();
        this.mask = area.coversAll() ? null : new AreaMask(area, shapes, width, height);
        this.covered = mask == null ? new float[0] : blurred(mask.weights());
    }

    /** Whether these are the grids. */
    boolean fits(List<PatchGrid.Shape> grids) {
        return shapes.equals(grids);
    }

    /** Whether a patch lies in the area, all or in part. */
    boolean counted(int patch) {
        return mask == null || mask.weight(patch) > 0;
    }

    /** Whether the map has a pixel that lies in the area, all or in part. */
    boolean insideAnywhere() {
        return IntStream.range(0, width * height).anyMatch(this::inside);
    }

    /** Whether some of a pixel of the map lies in the area. */
    boolean inside(int pixel) {
        return mask == null || mask.inside(pixel);
    }

    /**
     * A picture's map.
     *
     * @param squaredDistances of the patches, grid after grid
     */
    ScoreMap map(float[] squaredDistances) {
        float[] scores = new float[squaredDistances.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = rule == MapRule.SQUARED ? squaredDistances[i] : (float) Math.sqrt(squaredDistances[i]);
        }
        return mask == null ? whole(scores) : inArea(scores, mask);
    }

    /** The grids' mean. */
    private float[] blurred(float[] patches) {
        float[] values = new float[height * width];
        float share = 1f / shapes.size();
        int first = 0;
        for (int grid = 0; grid < shapes.size(); grid++) {
            resizes.get(grid).add(patches, first, share, values);
            first += shapes.get(grid).count();
        }
        return values;
    }

    private ScoreMap whole(float[] scores) {
        float[] values = blurred(scores);
        float highest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return new ScoreMap(width, height, values, highest);
    }

    private ScoreMap inArea(float[] scores, AreaMask area) {
        for (int i = 0; i < scores.length; i++) {
            float weight = area.weight(i);
            scores[i] = weight == 0 ? 0 : weight * scores[i];
        }
        float[] values = blurred(scores);
        float highest = 0;
        for (int i = 0; i < values.length; i++) {
            float weight = covered[i];
            values[i] = weight < SMALLEST_WEIGHT ? 0 : values[i] / weight;
            highest = area.inside(i) ? Math.max(highest, values[i]) : highest;
        }
        return new ScoreMap(width, height, values, highest);
    }
}
