package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.Arrays;

/**
 * The weight of a picture's highest patch distance, which falls where the bank is sparse around what is nearest to it (Roth et al.,
 * Towards Total Recall in Industrial Anomaly Detection, CVPR 2022, equation 7, as anomalib reads it).
 */
final class Reweighting {
    private static final int NEIGHBOURS = 9;

    private final MemoryBank bank;
    private final Parallel parallel;

    /** Over a bank. */
    Reweighting(MemoryBank bank, Parallel parallel) {
        this.bank = bank;
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
        float[] toNearest = squaredDistances(bank.vectors(), nearest * bank.dimension());
        int[] support = lowest(toNearest, Math.min(NEIGHBOURS, bank.count()));
        double least = Math.sqrt(toPatch[nearest]);
        double sum = 0;
        for (int neighbour : support) {
            sum += StrictMath.exp(Math.sqrt(toPatch[neighbour]) - least);
        }
        return 1 - 1 / sum;
    }

    /** From each vector to a query. */
    private float[] squaredDistances(float[] query, int offset) {
        float[] distances = new float[bank.count()];
        parallel.forRange(bank.count(), (from, to) -> {
            for (int i = from; i < to; i++) {
                distances[i] = bank.squaredDistance(i, query, offset);
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
