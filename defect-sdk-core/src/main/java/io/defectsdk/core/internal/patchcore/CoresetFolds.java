package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.BankSize;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Cross-fits PatchCore: a fold's bank is chosen as a recipe's is, a picture scored as at an inspection. Confined to one thread. */
public final class CoresetFolds implements CrossFit.Steps<BankIndex> {
    private final PatchSample sample;
    private final int pictures;
    private final int patches;
    private final IntFunction<PatchGrid> grids;
    private final Settings settings;
    private final IntConsumer progress;

    /**
     * How banks are chosen and pictures scored.
     *
     * @param bankSize of a bank, from the patches of the pictures that it is chosen from
     * @param seed chooses a coreset's first vector
     * @param steps from distances to a score
     * @param matrices makes banks ready for search
     * @param parallel lends threads
     */
    public record Settings(
            BankSize bankSize, long seed, PatchCoreSteps steps, BankIndex.Matrices matrices, Parallel parallel) {
        /** A picture's raw score against a bank. */
        public float score(BankIndex bank, PatchGrid patches) {
            return steps.scores(patches, bank.nearest(patches, parallel), bank.bank(), parallel)
                    .score();
        }

        /** A bank of this many vectors, ready for search. */
        public BankIndex choose(PatchSample sample, int vectors, IntConsumer progress) {
            int size = Math.min(sample.count(), vectors);
            return new BankIndex(
                    GreedyCoreset.choose(sample, size, seed, parallel, progress).bank(), matrices);
        }
    }

    /**
     * Of some pictures.
     *
     * @param sample their patches, or as many of them as were kept
     * @param pictures how many they are
     * @param patches how many patches they have, kept or not
     * @param grids gives a picture's patches
     * @param progress told the vectors chosen so far for a fold's bank, after each; told 0 after each picture scored
     */
    public CoresetFolds(
            PatchSample sample,
            int pictures,
            int patches,
            IntFunction<PatchGrid> grids,
            Settings settings,
            IntConsumer progress) {
        this.sample = sample;
        this.pictures = pictures;
        this.patches = patches;
        this.grids = grids;
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public BankIndex choose(IntPredicate chosen) {
        long taught = IntStream.range(0, pictures).filter(chosen).count();
        int vectors = settings.bankSize().of((int) (taught * patches / pictures), sample.dimension());
        return settings.choose(sample.ofPictures(chosen), vectors, progress);
    }

    @Override
    public float score(BankIndex bank, int picture) {
        float score = settings.score(bank, grids.apply(picture));
        progress.accept(0);
        return score;
    }
}
