package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The weight of a picture's highest patch distance, which falls where the bank is sparse around what is nearest to it (Roth et al.,
 * Towards Total Recall in Industrial Anomaly Detection, CVPR 2022, equation 7, as anomalib reads it).
 */
final class Reweighting {
    private static final int NEIGHBOURS = 9;

    private final MemoryBank bank;
    private final int[] candidates;
    private final Parallel parallel;

    /**
     * Over a bank.
     *
     * @param excludedSource vectors of this OK picture are left out; {@link MemoryBank#NONE} leaves out none
     */
    Reweighting(MemoryBank bank, int excludedSource, Parallel parallel) {
        this.bank = bank;
        int[] sources = bank.sources();
        this.candidates = IntStream.range(0, bank.count())
                .filter(vector -> sources[vector] != excludedSource)
                .toArray();
        this.parallel = parallel;
    }

    /**
     * The weight, 0 to 1.
     *
     * @param patch index of the patch whose distance is the highest
     */
    double weight(PatchGrid patches, int patch) {
        float[] toPatch = squaredDistances(patches.values(), patch * bank.dimension());
        int nearest = nearest(toPatch);
        float[] toNearest = squaredDistances(bank.vectors(), candidates[nearest] * bank.dimension());
        int[] support = lowest(toNearest, Math.min(NEIGHBOURS, candidates.length));
        double least = Math.sqrt(toPatch[nearest]);
        double sum = 0;
        for (int neighbour : support) {
            sum += StrictMath.exp(Math.sqrt(toPatch[neighbour]) - least);
        }
        return 1 - 1 / sum;
    }

    /** From each candidate to a query. */
    private float[] squaredDistances(float[] query, int offset) {
        float[] distances = new float[candidates.length];
        parallel.forRange(candidates.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                distances[i] = bank.squaredDistance(candidates[i], query, offset);
            }
        });
        return distances;
    }

    private static int nearest(float[] distances) {
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            nearest = distances[i] < distances[nearest] ? i : nearest;
        }
        return nearest;
    }

    /** The indices of the lowest values, the first of equal ones. */
    private static int[] lowest(float[] values, int count) {
        int[] lowest = new int[count];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (found < count || values[i] < values[lowest[found - 1]]) {
                int place = found < count ? found++ : count - 1;
                for (; place > 0 && values[lowest[place - 1]] > values[i]; place--) {
                    lowest[place] = lowest[place - 1];
                }
                lowest[place] = i;
            }
        }
        return Arrays.copyOf(lowest, found);
    }
}
