package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.VoteCalibration;

/**
 * All that an index says of how pictures are compared; the pictures themselves come and go. Immutable.
 *
 * @param space how a picture becomes an embedding
 * @param byPicture how whole pictures are compared
 * @param byRegion how regions are
 * @param wholeShare which share the whole picture has in the similarity of two regions, 0 to less than 1: what lies around a defect may say what it
 *     can be
 */
public record IndexContent(EmbeddingSpace space, Comparison byPicture, Comparison byRegion, double wholeShare) {
    /** Checks the share. */
    public IndexContent {
        if (!(wholeShare >= 0 && wholeShare < 1)) {
            throw new IllegalArgumentException("the whole picture's share must be in [0, 1), but is " + wholeShare);
        }
    }

    /**
     * A way to compare.
     *
     * @param map from embeddings to unit vectors
     * @param vote how far the neighbours' votes can be trusted
     */
    public record Comparison(LinearMap map, VoteCalibration vote) {
        /**
         * From this similarity on two pictures are taken for one that was stored or shot twice. Where nothing was learned, pictures of
         * different parts come as near as that: only the same bytes tell.
         */
        public double nearDuplicate() {
            return map.learned() ? NEAR_DUPLICATE : Double.POSITIVE_INFINITY;
        }
    }

    /** Measured: different parts stayed below 0.80, a shift by one pixel above 0.91 (docs/decisions/0012). */
    private static final double NEAR_DUPLICATE = 0.9;

    /** What whole pictures are compared by, {@code [dimension]}, of length 1. */
    public float[] pictureVector(Embedding whole) {
        return byPicture.map().unit(whole);
    }

    /**
     * The same without what was learned: embeddings are compared as they come from the encoder. That is how a text encoder is trained to be
     * compared with pictures, and all that the indexes of several products have in common. Nothing is known of votes.
     */
    IndexContent plain() {
        Comparison comparison = new Comparison(
                LinearMap.identity(space.dimension()),
                VoteCalibrator.none(byPicture.vote().minimumConfidence()));
        return new IndexContent(space, comparison, comparison, wholeShare);
    }

    /**
     * What regions are compared by, {@code [2 dimension]}, of length 1: the inner product of two is the weighted mean of the cosine
     * similarity of both regions and that of both pictures.
     */
    public float[] regionVector(Embedding region, Embedding whole) {
        return joined(byRegion.map().unit(region), pictureVector(whole), wholeShare);
    }

    static float[] joined(float[] region, float[] whole, double wholeShare) {
        float[] joined = new float[region.length + whole.length];
        float regionFactor = (float) Math.sqrt(1 - wholeShare);
        float wholeFactor = (float) Math.sqrt(wholeShare);
        for (int i = 0; i < region.length; i++) {
            joined[i] = regionFactor * region[i];
        }
        for (int i = 0; i < whole.length; i++) {
            joined[region.length + i] = wholeFactor * whole[i];
        }
        return joined;
    }

    /** The cosine similarity of two regions alone, from the inner product of a region's unit vector with the first half of such a vector. */
    double regionSimilarity(double product) {
        return Math.max(-1, Math.min(1, product / Math.sqrt(1 - wholeShare)));
    }
}
