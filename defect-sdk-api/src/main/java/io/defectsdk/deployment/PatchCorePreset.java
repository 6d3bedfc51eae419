package io.defectsdk.deployment;

import java.util.List;

/**
 * A name for settings of PatchCore. What is recorded in a recipe are the settings ({@link PatchCoreMethod}), so that a recipe stays what
 * it is when a later release changes a preset. The layers are the backbone's default ones in each.
 *
 * <p>Every preset chooses its bank by exact greedy k-center in the full space, also where the named implementation does so in a random
 * projection: the bank then covers the OK patches more closely, and does not depend on what was drawn beyond the first vector.
 */
public enum PatchCorePreset {
    /**
     * What this SDK recommends where time counts: the picture seen at 256 pixels, patches on the shallowest layer's grid, the maximum of
     * the map as score.
     */
    DEFAULT(List.of(256), false, BankSize.vectors(2_000), PatchEmbedding.MEAN, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM),
    /**
     * Finds more, small defects above all, in about twice the time of {@link #DEFAULT}: the picture seen at 256 and at 384 pixels, patches on
     * the deepest layer's grid, 2,000 vectors of each (docs/decisions/0011-default.md).
     */
    ACCURATE(
            List.of(256, 384),
            false,
            BankSize.vectors(2_000),
            PatchEmbedding.COARSE_MEAN,
            MapRule.BILINEAR,
            ScoreRule.MAP_MAXIMUM),
    /** As anomalib 2.6 does: whole picture at 256 pixels, a bank of 10 %, score reweighted with nine neighbours. */
    ANOMALIB(List.of(256), false, BankSize.ratio(0.1), PatchEmbedding.MEAN, MapRule.NEAREST, ScoreRule.REWEIGHTED),
    /**
     * As the authors' code (amazon-science/patchcore-inspection) does: resized to 256 pixels and cropped to the central 224, a bank of
     * 10 %, score and map of squared distances. What the crop leaves out is not looked at: its map is 0.
     */
    OFFICIAL(
            List.of(224), true, BankSize.ratio(0.1), PatchEmbedding.ADAPTIVE, MapRule.SQUARED, ScoreRule.PATCH_MAXIMUM);

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Integer> inputSizes;

    private final boolean cropped;

    @SuppressWarnings("ImmutableEnumChecker") // every kind of size is a record of a number
    private final BankSize bankSize;

    private final PatchEmbedding embedding;
    private final MapRule map;
    private final ScoreRule score;

    PatchCorePreset(
            List<Integer> inputSizes,
            boolean cropped,
            BankSize bankSize,
            PatchEmbedding embedding,
            MapRule map,
            ScoreRule score) {
        this.inputSizes = inputSizes;
        this.cropped = cropped;
        this.bankSize = bankSize;
        this.embedding = embedding;
        this.map = map;
        this.score = score;
    }

    /** Sides in pixels of the squares that the backbone sees the picture in; the map has the first's resolution. */
    public List<Integer> inputSizes() {
        return inputSizes;
    }

    /**
     * The shorter side in pixels to which a picture is resized before its middle is cut out, for an input size: 256 for 224, 366 for 320;
     * 0 where the whole picture is seen.
     */
    public int cropFrom(int size) {
        return cropped ? (int) Math.round(size * 256 / 224.0) : 0;
    }

    /** Size of the memory bank. */
    public BankSize bankSize() {
        return bankSize;
    }

    /** How feature maps become patch embeddings. */
    public PatchEmbedding embedding() {
        return embedding;
    }

    /** How patch scores become a map. */
    public MapRule map() {
        return map;
    }

    /** How a picture's score follows from its patches. */
    public ScoreRule score() {
        return score;
    }
}
