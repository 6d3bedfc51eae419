package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Cross-fits PatchCore: a fold's bank is chosen as a recipe's is, a picture scored as at an inspection. Confined to one thread. */
public final class CoresetFolds implements CrossFit.Steps<BankSearch> {
    private final PatchSample sample;
    private final int pictures;
    private final IntFunction<PatchGrid> grids;
    private final Settings settings;
    private final IntConsumer progress;

    /**
     * How banks are chosen and pictures scored.
     *
     * @param chooser of banks
     * @param steps from distances to a score
     * @param matrices makes banks ready for search
     * @param parallel lends threads
     */
    public record Settings(BankChooser chooser, PatchCoreSteps steps, BankIndex.Matrices matrices, Parallel parallel) {
        /** A picture's raw score against a bank. */
        public float score(BankSearch bank, PatchGrid patches) {
            return steps.scores(patches, bank.nearest(patches, parallel), bank.bank(), parallel)
                    .score();
        }

        /** A bank chosen from patches of so many pictures, ready for search. */
        public BankSearch choose(PatchSample sample, long pictures, IntConsumer progress) {
            return new BankSearch(
                    chooser.choose(sample, pictures, parallel, progress).bank(), matrices);
        }
    }

    /**
     * Of some pictures.
     *
     * @param sample their patches, or as many of them as were kept
     * @param pictures how many they are
     * @param grids gives a picture's patches
     * @param progress told the vectors chosen so far for a fold's bank, after each; told 0 after each picture scored
     */
    public CoresetFolds(
            PatchSample sample, int pictures, IntFunction<PatchGrid> grids, Settings settings, IntConsumer progress) {
        this.sample = sample;
        this.pictures = pictures;
        this.grids = grids;
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public BankSearch choose(IntPredicate chosen) {
        long taught = IntStream.range(0, pictures).filter(chosen).count();
        return settings.choose(sample.ofPictures(chosen), taught, progress);
    }

    @Override
    public float score(BankSearch bank, int picture) {
        float score = settings.score(bank, grids.apply(picture));
        progress.accept(0);
        return score;
    }
}
