package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.util.List;

/** The steps from a picture to its map and score, as a recipe's method says; the same when taught and when inspected. Immutable. */
public final class PatchCoreSteps {
    private final PatchCoreMethod method;
    private final InputView view;

    /** Of a method. */
    public PatchCoreSteps(PatchCoreMethod method) {
        this.method = method;
        this.view = new InputView(method.inputSize(), method.cropFrom());
    }

    /**
     * A picture's map and score.
     *
     * @param map of what the backbone saw
     * @param score the picture's raw score
     */
    public record Scores(ScoreMap map, float score) {}

    /** What the backbone makes of a picture, one map a layer; the picture's preprocessing is done. */
    public List<FeatureMap> features(FeatureExtractor extractor, PixelImage picture) {
        return extractor.extract(picture, view, method.layers());
    }

    /** Patch embeddings. */
    public PatchGrid patches(List<FeatureMap> features) {
        return PatchEmbedder.embed(features, method.embedding());
    }

    /**
     * Map and score.
     *
     * @param nearest each patch's nearest vector of the bank
     */
    public Scores scores(PatchGrid patches, Neighbours nearest, MemoryBank bank, Parallel parallel) {
        float[] squaredDistances = nearest.squaredDistances();
        ScoreMap map =
                ScoreMap.of(squaredDistances, patches.height(), patches.width(), method.inputSize(), method.map());
        int highest = 0;
        for (int i = 1; i < squaredDistances.length; i++) {
            highest = squaredDistances[i] > squaredDistances[highest] ? i : highest;
        }
        float squared = squaredDistances[highest];
        return new Scores(
                map,
                switch (method.score()) {
                    case MAP_MAXIMUM -> map.max();
                    case PATCH_MAXIMUM -> method.map() == MapRule.SQUARED ? squared : (float) Math.sqrt(squared);
                    case REWEIGHTED -> (float) (Math.sqrt(squared)
                            * new Reweighting(bank, parallel).weight(patches, highest, nearest.vectors()[highest]));
                });
    }

    /** The map in a picture's own pixels; 0 where the backbone did not look. */
    public AnomalyMap map(ScoreMap map, int width, int height) {
        InputView.Placement square = view.of(width, height);
        float[] values = map.values();
        if (square.width() != map.size() || square.height() != map.size()) {
            values = new float[square.width() * square.height()];
            for (int y = 0; y < map.size(); y++) {
                System.arraycopy(
                        map.values(),
                        y * map.size(),
                        values,
                        (square.top() + y) * square.width() + square.left(),
                        map.size());
            }
        }
        return new AnomalyMap(width, height, square.width(), square.height(), values);
    }
}
