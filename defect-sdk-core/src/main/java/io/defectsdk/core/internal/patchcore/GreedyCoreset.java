package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Chooses a memory bank by exact greedy k-center (Gonzalez, Clustering to minimize the maximum intercluster distance, 1985;
 * Sener and Savarese, Active Learning for Convolutional Neural Networks, ICLR 2018): each next vector is the one farthest
 * from those chosen so far, the first of them where several are equally far.
 *
 * <p>Two shortcuts that do not change the choice: a vector whose nearest centre is at least twice as far from the new
 * centre as from the vector cannot come closer (triangle inequality), and a sum that has passed the present distance need
 * not be finished.
 */
public final class GreedyCoreset {
    /** Covers rounding: with it, a skipped distance could not have been the smaller one in float either. */
    private static final float SAFETY = 4.001f;

    private static final int PART = 1024;

    private final PatchSample patches;
    private final int dimension;
    private final int total;
    private final float[] squaredDistance;
    private final int[] nearestCentre;
    private final Parallel parallel;

    private GreedyCoreset(PatchSample patches, Parallel parallel) {
        this.patches = patches;
        this.dimension = patches.dimension();
        this.total = patches.count();
        this.squaredDistance = new float[total];
        this.nearestCentre = new int[total];
        this.parallel = parallel;
    }

    /**
     * Chooses a bank.
     *
     * @param patches to choose from
     * @param size vectors to choose, at most all patches; fewer come out when the rest are copies of those chosen
     * @param seed chooses the first vector
     * @param progress told the number chosen so far, after each
     */
    public static Coreset choose(
            PatchSample patches, int size, long seed, Parallel parallel, IntConsumer progress) {
        return new GreedyCoreset(patches, parallel).choose(size, seed, progress);
    }

    private Coreset choose(int size, long seed, IntConsumer progress) {
        int[] chosen = new int[size];
        float[] centres = new float[Math.multiplyExact(size, dimension)];
        Arrays.fill(squaredDistance, Float.POSITIVE_INFINITY);
        int next = new SplittableRandom(seed).nextInt(total);
        int count = 0;
        float coverRadius = 0;
        while (count < size) {
            chosen[count] = next;
            copyRow(next, centres, count * dimension);
            count++;
            next = update(centres, count - 1);
            coverRadius = (float) Math.sqrt(squaredDistance[next]);
            progress.accept(count);
            if (coverRadius == 0) {
                break;
            }
        }
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = patches.picture(chosen[i]);
            chosen[i] = patches.position(chosen[i]);
        }
        float[] vectors = Arrays.copyOf(centres, count * dimension);
        return new Coreset(new MemoryBank(dimension, vectors, sources), Arrays.copyOf(chosen, count), coverRadius);
    }

    private void copyRow(int index, float[] out, int offset) {
        System.arraycopy(patches.values(index), patches.offset(index), out, offset, dimension);
    }

    /** Brings all distances up to date with the newest centre and returns the index of the farthest vector. */
    private int update(float[] centres, int newest) {
        float[] toOtherCentres = new float[newest + 1];
        parallel.forRange(newest, (from, to) -> {
            for (int other = from; other < to; other++) {
                toOtherCentres[other] =
                        distance(centres, other * dimension, centres, newest * dimension, Float.POSITIVE_INFINITY);
            }
        });
        int parts = (total + PART - 1) / PART;
        int[] farthest = new int[parts];
        parallel.forRange(parts, (from, to) -> {
            for (int part = from; part < to; part++) {
                farthest[part] = updatePart(part, centres, newest, toOtherCentres);
            }
        });
        int best = farthest[0];
        for (int candidate : farthest) {
            if (squaredDistance[candidate] > squaredDistance[best]) {
                best = candidate;
            }
        }
        return best;
    }

    private int updatePart(int part, float[] centres, int newest, float[] toOtherCentres) {
        int first = part * PART;
        int farthest = first;
        for (int index = first; index < Math.min(total, first + PART); index++) {
            float present = squaredDistance[index];
            if (newest == 0 || toOtherCentres[nearestCentre[index]] < SAFETY * present) {
                float distance = distance(
                        patches.values(index), patches.offset(index), centres, newest * dimension, present);
                if (distance < present) {
                    squaredDistance[index] = distance;
                    nearestCentre[index] = newest;
                }
            }
            if (squaredDistance[index] > squaredDistance[farthest]) {
                farthest = index;
            }
        }
        return farthest;
    }

    /** The squared distance, or something at least {@code limit} once it is clear that it comes to that. */
    private float distance(float[] a, int offsetA, float[] b, int offsetB, float limit) {
        float sum = 0;
        int d = 0;
        while (d + 16 <= dimension) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int end = d + 16; d < end; d += 4) {
                float t0 = a[offsetA + d] - b[offsetB + d];
                float t1 = a[offsetA + d + 1] - b[offsetB + d + 1];
                float t2 = a[offsetA + d + 2] - b[offsetB + d + 2];
                float t3 = a[offsetA + d + 3] - b[offsetB + d + 3];
                s0 += t0 * t0;
                s1 += t1 * t1;
                s2 += t2 * t2;
                s3 += t3 * t3;
            }
            sum += (s0 + s1) + (s2 + s3);
            if (sum >= limit) {
                return sum;
            }
        }
        for (; d < dimension; d++) {
            float t = a[offsetA + d] - b[offsetB + d];
            sum += t * t;
        }
        return sum;
    }

    /**
     * What was chosen.
     *
     * @param bank the vectors, in the order in which they were chosen
     * @param indices their positions among all patches, picture by picture
     * @param coverRadius the largest distance from a patch to its nearest vector
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, handed over and not changed
    public record Coreset(MemoryBank bank, int[] indices, float coverRadius) {}
}
