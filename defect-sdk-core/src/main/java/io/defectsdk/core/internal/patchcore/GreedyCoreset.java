package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Chooses a memory bank by exact greedy k-center (Gonzalez, Clustering to minimize the maximum intercluster distance, 1985;
 * Sener and Savarese, Active Learning for Convolutional Neural Networks, ICLR 2018): each next vector is the one farthest
 * from those chosen so far, the first of them where several are equally far.
 *
 * <p>What makes it quick changes no choice:
 *
 * <ul>
 *   <li>A patch's distance to its nearest centre only falls. So a distance that is out of date is an upper bound, and a patch
 *       whose bound lies below what the next choices will have is left alone until it matters (Minoux, Accelerated greedy
 *       algorithms for maximizing submodular set functions, 1978).
 *   <li>Patches with the same nearest centre lie in cells; a new centre at least twice as far from theirs as the farthest of
 *       them is nearer to none of them (triangle inequality; Elkan, Using the Triangle Inequality to Accelerate k-Means,
 *       2003). One distance settles a whole cell.
 *   <li>Choices go in rounds: cells whose bound is near the greatest are brought up to date, side by side; their farthest
 *       patches are the only ones that can be chosen until all of these lie below the round's level.
 *   <li>A sum that has passed the distance to beat is not finished.
 * </ul>
 */
public final class GreedyCoreset {
    /** The share of the greatest squared distance above which patches can be chosen in a round. */
    private static final float LEVEL = 0.97f;

    /** Patches that can be chosen in a round: each choice is compared with all of them. */
    private static final int MOST_CANDIDATES = 4_096;

    /** Comparisons, if nothing could be left out, after which progress is told: a part of a second. */
    private static final long BATCH = 4_000_000;

    private final PatchSample patches;
    private final Parallel parallel;
    private final IntConsumer progress;
    private final float[] squaredDistances;
    private final int[] chosen;
    private final CoresetCentres centres;
    private final List<CoresetCell> cells = new ArrayList<>();

    /** For each centre the cell that takes patches. */
    private final CoresetCell[] open;

    private GreedyCoreset(PatchSample patches, int size, Parallel parallel, IntConsumer progress) {
        this.patches = patches;
        this.parallel = parallel;
        this.progress = progress;
        this.squaredDistances = new float[patches.count()];
        this.chosen = new int[size];
        this.centres = new CoresetCentres(size, patches.dimension());
        this.open = new CoresetCell[size];
    }

    /**
     * Chooses a bank.
     *
     * @param patches to choose from
     * @param size vectors to choose, at most all patches; fewer come out when the rest are copies of those chosen
     * @param seed chooses the first vector
     * @param progress told the number chosen so far, after each, and several times a second
     */
    public static Coreset choose(PatchSample patches, int size, long seed, Parallel parallel, IntConsumer progress) {
        return new GreedyCoreset(patches, size, parallel, progress).choose(seed);
    }

    private Coreset choose(long seed) {
        begin(new SplittableRandom(seed).nextInt(patches.count()));
        float greatest = greatest();
        while (centres.count() < chosen.length && greatest > 0) {
            float level = greatest * LEVEL;
            bringUpToDate(level);
            chooseAmong(candidates(level));
            greatest = greatest();
        }
        float coverRadius = (float) Math.sqrt(exactGreatest());
        int[] positions = new int[centres.count()];
        int[] pictures = new int[positions.length];
        int[] places = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = patches.position(chosen[i]);
            pictures[i] = patches.picture(chosen[i]);
            places[i] = patches.patch(chosen[i]);
        }
        MemoryBank bank = new MemoryBank(patches.dimension(), centres.values(), pictures, places);
        return new Coreset(bank, positions, coverRadius);
    }

    private void begin(int first) {
        choose(first);
        int count = patches.count();
        parallel.forRange(count, (from, to) -> {
            for (int patch = from; patch < to; patch++) {
                squaredDistances[patch] = centres.squaredDistanceUpTo(
                        Float.POSITIVE_INFINITY, patches.values(patch), patches.offset(patch), 0);
            }
        });
        for (int patch = 0; patch < count; patch++) {
            put(patch, 0);
        }
    }

    private void choose(int patch) {
        chosen[centres.count()] = patch;
        centres.add(patches, patch);
        progress.accept(centres.count());
    }

    private void put(int patch, int centre) {
        if (squaredDistances[patch] == 0) {
            return; // a centre or its copy, which nothing is nearer to
        }
        CoresetCell cell = open[centre];
        if (cell == null || cell.full()) {
            cell = new CoresetCell(centre, centres.count());
            open[centre] = cell;
            cells.add(cell);
        }
        cell.add(patch, squaredDistances[patch]);
    }

    private float greatest() {
        float greatest = 0;
        for (CoresetCell cell : cells) {
            greatest = Math.max(greatest, cell.farthest());
        }
        return greatest;
    }

    private float exactGreatest() {
        float greatest = greatest();
        float level;
        do {
            level = greatest * LEVEL;
            bringUpToDate(level);
            greatest = greatest();
        } while (greatest < level);
        return greatest;
    }

    /** Brings all cells up to date that hold, or may hold, patches at least so far. */
    private void bringUpToDate(float level) {
        List<CoresetCell> stale = cells.stream()
                .filter(cell -> cell.farthest() >= level && cell.compared() < centres.count())
                .toList();
        List<int[]> left = new ArrayList<>();
        int from = 0;
        while (from < stale.size()) {
            int to = from;
            for (long work = 0; to < stale.size() && work < BATCH; to++) {
                CoresetCell cell = stale.get(to);
                work += (long) cell.size() * (centres.count() - cell.compared());
            }
            left.addAll(update(stale.subList(from, to)));
            progress.accept(centres.count());
            from = to;
        }
        for (int[] leavers : left) {
            for (int i = 0; i < leavers.length; i += 2) {
                put(leavers[i], leavers[i + 1]);
            }
        }
    }

    private List<int[]> update(List<CoresetCell> batch) {
        int[][] left = new int[batch.size()][];
        AtomicInteger next = new AtomicInteger();
        parallel.forRange(batch.size(), (from, to) -> {
            for (int i = next.getAndIncrement(); i < left.length; i = next.getAndIncrement()) {
                left[i] = batch.get(i).update(patches, centres, squaredDistances);
            }
        });
        return Arrays.asList(left);
    }

    /** The patches at least so far, ascending; of too many the farthest, and all that are as far as the nearest of them. */
    private int[] candidates(float level) {
        int[] found = cells.stream()
                .filter(cell -> cell.farthest() >= level)
                .flatMapToInt(cell -> IntStream.range(0, cell.size()).map(cell::member))
                .filter(patch -> squaredDistances[patch] >= level)
                .sorted()
                .toArray();
        if (found.length <= MOST_CANDIDATES) {
            return found;
        }
        double higher = IntStream.of(found)
                .mapToDouble(patch -> -squaredDistances[patch])
                .sorted()
                .skip(MOST_CANDIDATES - 1)
                .findFirst()
                .orElseThrow();
        return IntStream.of(found)
                .filter(patch -> squaredDistances[patch] >= -higher)
                .toArray();
    }

    /** Plain greedy choices, as long as one of these patches is farther than any other patch can be. */
    private void chooseAmong(int[] candidates) {
        float level = Float.POSITIVE_INFINITY;
        for (int patch : candidates) {
            level = Math.min(level, squaredDistances[patch]);
        }
        float[] distances = new float[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            distances[i] = squaredDistances[candidates[i]];
        }
        while (centres.count() < chosen.length) {
            int farthest = -1;
            for (int i = 0; i < distances.length; i++) {
                if (farthest < 0 ? distances[i] >= level : distances[i] > distances[farthest]) {
                    farthest = i;
                }
            }
            if (farthest < 0) {
                return;
            }
            int centre = centres.count();
            choose(candidates[farthest]);
            for (int i = 0; i < distances.length; i++) {
                if (distances[i] >= level) {
                    int patch = candidates[i];
                    distances[i] = Math.min(
                            distances[i],
                            centres.squaredDistanceUpTo(
                                    distances[i], patches.values(patch), patches.offset(patch), centre));
                }
            }
        }
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
