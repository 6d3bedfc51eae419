package io.defectsdk.core.internal.patchcore;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.ScoreRule;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps from a picture to its map and score, as a recipe's method says; the same when taught and when inspected. What depends on the
 * method and the grid alone is made once, so one of these is kept for many pictures. Thread-safe.
 */
public final class PatchCoreSteps {
    /** As many as the pixels of the largest pictures that are usual. */
    private static final int MOST_MAP_VALUES = 1 << 26;

    private final PatchCoreMethod method;
    private final List<TileViews> views;

    /** Of the grids that were last seen; a backbone gives the same ones for every picture. */
    private volatile @Nullable ScoreMapper mapper;

    /** Of a method. */
    public PatchCoreSteps(PatchCoreMethod method) {
        this.method = method;
        this.views = method.inputSizes().stream()
                .map(size -> new TileViews(method.tiling(), size, cropFrom(method, size)))
                .toList();
    }

    /** In proportion, so that each size sees the same part of the picture. */
    private static int cropFrom(PatchCoreMethod method, int size) {
        return (int) Math.round((double) method.cropFrom() * size / method.inputSize());
    }

    /**
     * A picture's map and score.
     *
     * @param map of what the backbone saw
     * @param score the picture's raw score
     */
    public record Scores(ScoreMap map, float score) {}

    /**
     * Patch embeddings of a picture; its preprocessing is done.
     *
     * @param beforeEach run each time before the backbone is; it may throw to end it
     */
    public PatchGrid patches(FeatureExtractor extractor, PixelImage picture, Runnable beforeEach) {
        PatchGrid patches = patches(view -> {
            beforeEach.run();
            return extractor.extract(picture, view, method.layers());
        });
        return patches.ofPicture((long) picture.width() * picture.height());
    }

    /**
     * Patch embeddings.
     *
     * @param backbone makes of each view one map a layer
     */
    PatchGrid patches(Function<InputView, List<FeatureMap>> backbone) {
        return PatchGrid.joined(views.stream()
                .map(tiles -> tiles.joined(view -> PatchEmbedder.embed(backbone.apply(view), method.embedding())))
                .toList());
    }

    /** Which patches of these grids lie in the recipe's area, all or in part; the others are not taught. */
    public IntPredicate counted(List<PatchGrid.Shape> shapes) {
        return mapper(shapes)::counted;
    }

    /** Whether the map of these grids has a pixel in the recipe's area; without one no score can be told. */
    public boolean mapsArea(List<PatchGrid.Shape> shapes) {
        return mapper(shapes).insideAnywhere();
    }

    private InspectionArea area() {
        return method.scope().area();
    }

    /**
     * Map and score.
     *
     * @param nearest each patch's nearest vector of the bank
     * @throws PictureException if the picture is too small to hold the recipe's minimum defect
     */
    public Scores scores(PatchGrid patches, Neighbours nearest, MemoryBank bank, Parallel parallel) {
        ScoreMapper mapper = mapper(patches.shapes());
        ScoreMap map = mapper.map(nearest.squaredDistances());
        return new Scores(map, score(map, mapper, patches, nearest, bank, parallel));
    }

    private ScoreMapper mapper(List<PatchGrid.Shape> shapes) {
        ScoreMapper known = mapper;
        if (known == null || !known.fits(shapes)) {
            known = new ScoreMapper(
                    shapes,
                    method.tiling().width(method.inputSize()),
                    method.tiling().height(method.inputSize()),
                    method.map(),
                    area());
            mapper = known;
        }
        return known;
    }

    private float score(
            ScoreMap map,
            ScoreMapper mapper,
            PatchGrid patches,
            Neighbours nearest,
            MemoryBank bank,
            Parallel parallel) {
        if (method.score() == ScoreRule.MAP_MAXIMUM) {
            return mapMaximum(map, mapper::inside, patches.picturePixels());
        }
        int highest = highest(nearest.squaredDistances(), mapper::counted);
        float squared = nearest.squaredDistances()[highest];
        if (method.score() == ScoreRule.REWEIGHTED) {
            int section = PatchGrid.gridOf(highest, patches.shapes());
            double weight = new Reweighting(bank.section(section), parallel)
                    .weight(patches, highest, nearest.vectors()[highest] - bank.first(section));
            return (float) (Math.sqrt(squared) * weight);
        }
        return method.map() == MapRule.SQUARED ? squared : (float) Math.sqrt(squared);
    }

    private static int highest(float[] squaredDistances, IntPredicate counted) {
        int highest = -1;
        for (int i = 0; i < squaredDistances.length; i++) {
            if (counted.test(i) && (highest < 0 || squaredDistances[i] > squaredDistances[highest])) {
                highest = i;
            }
        }
        return highest;
    }

    private float mapMaximum(ScoreMap map, IntPredicate inside, long picturePixels) {
        long minimum = method.scope().minimumDefect();
        if (minimum == 1) {
            return map.max();
        }
        double values = (double) map.width() * map.height();
        long needed = Math.max(1, (long) Math.ceil(minimum * values / picturePixels));
        return (float) AreaOpening.maximum(map.values(), map.width(), inside, needed)
                .orElseThrow(() -> new PictureException(
                        ErrorCode.PICTURE_TOO_SMALL,
                        "the picture has " + picturePixels
                                + " pixels, and no connected part of it that is looked at can hold"
                                + " the recipe's minimum defect of " + minimum
                                + " pixels: give pictures like those that were taught, or teach with a smaller minimumDefect",
                        null));
    }

    private static int mapValues(InputView.Placement square, int width, int height) {
        long values = (long) square.width() * square.height();
        if (values > MOST_MAP_VALUES) {
            throw new PictureException(
                    ErrorCode.PICTURE_TOO_LARGE,
                    "a picture of " + width + "x" + height
                            + " pixels is too long and narrow for a recipe that looks at its"
                            + " middle alone: the map of the whole of it would have " + values + " values, and "
                            + MOST_MAP_VALUES
                            + " are allowed; cut it, or teach with a preset that looks at the whole picture",
                    null);
        }
        return (int) values;
    }

    /** The map in a picture's own pixels; 0 where the backbone did not look. */
    public AnomalyMap map(ScoreMap map, int width, int height) {
        if (method.cropFrom() == 0) {
            return new AnomalyMap(width, height, map.width(), map.height(), map.values(), area());
        }
        InputView.Placement square = views.get(0).views().get(0).of(width, height);
        float[] values = new float[mapValues(square, width, height)];
        for (int y = 0; y < map.height(); y++) {
            int row = (square.top() + y) * square.width() + square.left();
            System.arraycopy(map.values(), y * map.width(), values, row, map.width());
        }
        return new AnomalyMap(width, height, square.width(), square.height(), values, area());
    }
}
