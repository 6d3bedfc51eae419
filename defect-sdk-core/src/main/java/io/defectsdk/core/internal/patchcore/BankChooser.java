package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.BankSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Chooses a memory bank: a section by {@link GreedyCoreset} for each grid of patches. Immutable. */
public final class BankChooser {
    private final List<PatchGrid.Shape> shapes;
    private final IntPredicate taught;

    /** Patches of a picture that are taught, by grid. */
    private final int[] taughtEach;

    private final BankSize bankSize;
    private final long seed;

    /**
     * For a fit.
     *
     * @param shapes of each picture's grids
     * @param taught tells the patches that are taught
     * @param bankSize of each section; bytes are shared out among them
     * @param seed chooses each section's first vector
     */
    public BankChooser(List<PatchGrid.Shape> shapes, IntPredicate taught, BankSize bankSize, long seed) {
        this.shapes = shapes;
        this.taught = taught;
        this.taughtEach = new int[shapes.size()];
        for (int grid = 0; grid < shapes.size(); grid++) {
            int first = PatchGrid.first(grid, shapes);
            this.taughtEach[grid] =
                    (int) IntStream.range(first, first + shapes.get(grid).count())
                            .filter(taught)
                            .count();
        }
        this.bankSize = bankSize;
        this.seed = seed;
    }

    /** Patches of a picture that are taught. */
    public int taughtEach() {
        return IntStream.of(taughtEach).sum();
    }

    /** Whether each grid has patches that are taught. */
    public boolean teachesEveryGrid() {
        return IntStream.of(taughtEach).allMatch(count -> count > 0);
    }

    /** Those of a sample that are taught. */
    public PatchSample taughtOf(PatchSample sample) {
        return taughtEach() == patchesEach() ? sample : sample.ofPatches(taught);
    }

    /** Whether a sample has patches of each grid. */
    public boolean canChooseFrom(PatchSample sample) {
        return grids().allMatch(grid -> ofGrid(sample, grid).count() > 0);
    }

    /** Vectors of all sections, where all patches of so many pictures are there to choose from. */
    public long vectors(long pictures, int dimension) {
        return grids().mapToLong(grid -> size(grid, pictures, dimension)).sum();
    }

    /** Vectors that are chosen from a sample of so many pictures, unless patches are copies of each other. */
    public int vectors(PatchSample sample, long pictures) {
        return grids().map(grid -> Math.min(ofGrid(sample, grid).count(), size(grid, pictures, sample.dimension())))
                .sum();
    }

    /** Of a uniform sample of all patches of so many pictures, taught or not, how many are needed to fill each section. */
    public long patchesNeeded(long pictures, int dimension) {
        return grids().mapToLong(grid ->
                        ceil((long) size(grid, pictures, dimension) * patchesEach(), Math.max(1, taughtEach[grid])))
                .max()
                .orElseThrow();
    }

    private static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private IntStream grids() {
        return IntStream.range(0, shapes.size());
    }

    private int patchesEach() {
        return PatchGrid.first(shapes.size(), shapes);
    }

    private int size(int grid, long pictures, int dimension) {
        int patches = (int) Math.min(Integer.MAX_VALUE, taughtEach[grid] * pictures);
        if (bankSize instanceof BankSize.Bytes bytes) {
            long fitting = bytes.value() / shapes.size() / ((long) Float.BYTES * dimension);
            return (int) Math.max(1, Math.min(patches, fitting));
        }
        return bankSize.of(patches, dimension);
    }

    /**
     * Chooses a bank.
     *
     * @param sample patches to choose from
     * @param pictures that they are from
     * @param progress told the vectors chosen so far, of all sections, after each, and several times a second
     * @throws IllegalArgumentException if the sample has no patch of some grid
     */
    public Choice choose(PatchSample sample, long pictures, Parallel parallel, IntConsumer progress) {
        List<MemoryBank> banks = new ArrayList<>();
        float coverRadius = 0;
        for (int grid = 0; grid < shapes.size(); grid++) {
            PatchSample own = ofGrid(sample, grid);
            if (own.count() == 0) {
                throw new IllegalArgumentException("of " + sample.count()
                        + " patches to choose a bank from, none is of the "
                        + shapes.get(grid).height() + "x" + shapes.get(grid).width() + " grid");
            }
            int size = Math.min(own.count(), size(grid, pictures, own.dimension()));
            int before = banks.stream().mapToInt(MemoryBank::count).sum();
            GreedyCoreset.Coreset coreset =
                    GreedyCoreset.choose(own, size, seed, parallel, chosen -> progress.accept(before + chosen));
            banks.add(coreset.bank());
            coverRadius = Math.max(coverRadius, coreset.coverRadius());
        }
        return new Choice(MemoryBank.joined(banks), coverRadius);
    }

    private PatchSample ofGrid(PatchSample sample, int grid) {
        return shapes.size() == 1 ? sample : sample.ofPatches(patch -> PatchGrid.gridOf(patch, shapes) == grid);
    }

    /**
     * What was chosen.
     *
     * @param bank a section a grid
     * @param coverRadius the largest distance from a patch to the nearest vector of its section
     */
    public record Choice(MemoryBank bank, float coverRadius) {}
}
