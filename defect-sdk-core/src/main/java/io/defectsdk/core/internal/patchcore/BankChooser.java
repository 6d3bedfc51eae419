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
    private final int[] counted;
    private final BankSize bankSize;
    private final long seed;

    /**
     * For a fit.
     *
     * @param shapes of each picture's grids
     * @param counted tells the patches that are taught
     * @param bankSize of each section; bytes are shared out among them
     * @param seed chooses each section's first vector
     */
    public BankChooser(
            List<PatchGrid.Shape> shapes, IntPredicate counted, BankSize bankSize, long seed) {
        this.shapes = shapes;
        this.taught = counted;
        this.counted = new int[shapes.size()];
        for (int grid = 0; grid < shapes.size(); grid++) {
            this.counted[grid] = (int) range(grid).filter(counted).count();
        }
        this.bankSize = bankSize.shared(shapes.size());
        this.seed = seed;
    }

    private IntStream range(int grid) {
        int first = PatchGrid.first(grid, shapes);
        return IntStream.range(first, first + shapes.get(grid).count());
    }

    /** Patches of a picture that are taught. */
    public int countedEach() {
        return IntStream.of(counted).sum();
    }

    /** Whether each grid has patches that are taught. */
    public boolean countsOfEach() {
        return IntStream.of(counted).allMatch(count -> count > 0);
    }

    /** Those of a sample that are taught. */
    public PatchSample counted(PatchSample sample) {
        boolean all = countedEach() == PatchGrid.first(shapes.size(), shapes);
        return all ? sample : sample.ofPatches(taught);
    }

    /** Whether a sample has patches of each grid. */
    public boolean canChooseFrom(PatchSample sample) {
        return IntStream.range(0, shapes.size()).allMatch(grid -> ofGrid(sample, grid).count() > 0);
    }

    /** Vectors of all sections, where all patches of so many pictures are there to choose from. */
    public int vectors(long pictures, int dimension) {
        return IntStream.range(0, shapes.size())
                .map(grid -> size(grid, pictures, dimension))
                .sum();
    }

    private int size(int grid, long pictures, int dimension) {
        return bankSize.of(Math.toIntExact(counted[grid] * pictures), dimension);
    }

    /**
     * Chooses a bank.
     *
     * @param sample patches to choose from, of each grid at least one
     * @param pictures that they are from
     * @param progress told the vectors chosen so far, of all sections, after each, and several times a second
     */
    public Choice choose(PatchSample sample, long pictures, Parallel parallel, IntConsumer progress) {
        List<MemoryBank> banks = new ArrayList<>();
        float coverRadius = 0;
        for (int grid = 0; grid < shapes.size(); grid++) {
            PatchSample own = ofGrid(sample, grid);
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
        return shapes.size() == 1
                ? sample
                : sample.ofPatches(patch -> PatchGrid.gridOf(patch, shapes) == grid);
    }

    /**
     * What was chosen.
     *
     * @param bank a section a grid
     * @param coverRadius the largest distance from a patch to the nearest vector of its section
     */
    public record Choice(MemoryBank bank, float coverRadius) {}
}
