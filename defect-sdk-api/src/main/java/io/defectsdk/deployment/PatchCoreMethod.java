package io.defectsdk.deployment;

import io.defectsdk.inspection.Preprocessing;
import java.util.List;

/**
 * How a recipe turns a picture into patch embeddings, a map and a score: every setting, so that nothing depends on what a release takes
 * for its default. Immutable.
 *
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file
 * @param layers whose features are joined, shallowest first
 * @param inputSize side in pixels of the square that the backbone sees
 * @param preprocessing what is done to pixels first
 * @param cropFrom 0: the whole picture is resized to that square; else the picture is resized so that its shorter side has this many
 *     pixels, and the square is cut out of its middle
 * @param embedding how feature maps become patch embeddings
 * @param map how patch scores become an anomaly map
 * @param score how a picture's score follows from its patches
 * @param scope what of the picture counts
 */
public record PatchCoreMethod(
        String backbone,
        String backboneSha256,
        List<String> layers,
        int inputSize,
        Preprocessing preprocessing,
        int cropFrom,
        PatchEmbedding embedding,
        MapRule map,
        ScoreRule score,
        InspectionScope scope) {
    /** Copies the layers. */
    public PatchCoreMethod {
        layers = List.copyOf(layers);
    }

    /** With the settings of {@link PatchCorePreset#DEFAULT} for the rest. */
    public PatchCoreMethod(
            String backbone, String backboneSha256, List<String> layers, int inputSize, Preprocessing preprocessing) {
        this(
                backbone,
                backboneSha256,
                layers,
                inputSize,
                preprocessing,
                PatchCorePreset.DEFAULT.cropFrom(inputSize),
                PatchCorePreset.DEFAULT.embedding(),
                PatchCorePreset.DEFAULT.map(),
                PatchCorePreset.DEFAULT.score(),
                InspectionScope.EVERYTHING);
    }

    /** Of which everything in the picture counts. */
    public PatchCoreMethod(
            String backbone,
            String backboneSha256,
            List<String> layers,
            int inputSize,
            Preprocessing preprocessing,
            int cropFrom,
            PatchEmbedding embedding,
            MapRule map,
            ScoreRule score) {
        this(
                backbone,
                backboneSha256,
                layers,
                inputSize,
                preprocessing,
                cropFrom,
                embedding,
                map,
                score,
                InspectionScope.EVERYTHING);
    }
}
