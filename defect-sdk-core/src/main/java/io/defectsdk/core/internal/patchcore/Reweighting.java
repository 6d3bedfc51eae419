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
     * @param nearest the vector that is nearest to it
     */
    double weight(PatchGrid patches, int patch, int nearest) {
        int offset = patch * bank.dimension();
        double least = Math.sqrt(bank.squaredDistance(nearest, patches.values(), offset));
        double sum = 0;
        for (int neighbour : lowest(squaredDistances(bank.vector(nearest)), Math.min(NEIGHBOURS, bank.count()))) {
            // less the distance to the nearest one, so that the exponential of a large one stays finite
            sum += StrictMath.exp(Math.sqrt(bank.squaredDistance(neighbour, patches.values(), offset)) - least);
        }
        return 1 - 1 / sum;
    }

    /** From each vector to a query. */
    private float[] squaredDistances(float[] query) {
        float[] distances = new float[bank.count()];
        parallel.forRange(bank.count(), (from, to) -> {
            for (int i = from; i < to; i++) {
                distances[i] = bank.squaredDistance(i, query, 0);
            }
        });
        return distances;
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
