package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.BankIndex;
import io.defectsdk.core.internal.patchcore.CoresetFolds;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchSample;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.FeatureExtractor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes a recipe from OK pictures: embeddings, coreset, calibration. Confined to one thread. */
final class PatchCoreFit {
    private final String productCode;
    private final PictureEmbedding embedding;
    private final FitMemory memory;
    private final PictureReading reading;
    private final PatchCoreOptions options;
    private final Optional<PatchCoreDeployment.Defects> defects;
    private final BankIndex.Matrices matrices;
    private final Parallel parallel;
    private final ProgressReporter progress;

    /**
     * A fit that has not begun.
     *
     * @param okPictures each got when its turn comes
     * @param options thresholds and preprocessing are set
     */
    PatchCoreFit(
            String productCode,
            List<Supplier<Picture>> okPictures,
            Optional<PatchCoreDeployment.Defects> defects,
            PatchCoreOptions options,
            FeatureExtractor extractor,
            BankIndex.Matrices matrices,
            PictureDecoder decoder,
            Parallel parallel,
            ProgressReporter progress) {
        this.productCode = productCode;
        this.options = options;
        this.defects = defects;
        this.matrices = matrices;
        this.parallel = parallel;
        this.progress = progress;
        this.embedding = PictureEmbedding.of(options, extractor, decoder);
        this.memory = FitMemory.of(options);
        this.reading = new PictureReading(
                okPictures, embedding, memory, options, progress, first -> expect(okPictures.size(), first));
    }

    /**
     * What came out.
     *
     * @param recipe the recipe
     * @param okViews what {@link Recipe#okViewsSha256()} is the hash of
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, handed over and not changed
    record Fitted(Recipe recipe, byte[] okViews) {}

    Fitted run() {
        EmbeddedPictures pictures = reading.read();
        List<PatchGrid> defective = defects.isEmpty()
                ? List.of()
                : new DefectReading(embedding, progress).read(defects.get().pictures(), pictures.hashes());
        PatchSample sample = pictures.sample();
        BankChooser.Choice choice = choose(pictures, sample);
        MemoryBank bank = choice.bank();
        CoresetFolds.Settings settings = new CoresetFolds.Settings(
                pictures.chooser(), new PatchCoreSteps(embedding.method()), matrices, parallel);
        Calibration calibration = new FitCalibration(options, settings, progress)
                .calibrate(pictures, bank, defective, defects.map(PatchCoreDeployment.Defects::goal));
        RecipeSummary summary = new RecipeSummary(
                embedding.method(),
                new BankSummary(
                        pictures.count(),
                        pictures.patches(),
                        sample.count(),
                        pictures.kept() ? PatchSampling.ALL : PatchSampling.RESERVOIR,
                        bank.count(),
                        sample.dimension(),
                        choice.coverRadius()),
                calibration,
                options.imageThreshold().orElseThrow(),
                options.pixelThreshold().orElseThrow());
        byte[] okViews = pictures.okViews(bank);
        Recipe recipe = new Recipe(productCode, options.seed(), pictures.hashes(), Sha256.of(okViews), summary, bank);
        return new Fitted(recipe, okViews);
    }

    private void expect(int pictures, PatchGrid first) {
        FitPlan plan = FitPlan.of(pictures, first, embedding.chooser(first, options), memory);
        plan.expected(first, parallel.threads()).forEach(progress::expect);
    }

    private BankChooser.Choice choose(EmbeddedPictures pictures, PatchSample sample) {
        int size = pictures.chooser().vectors(sample, pictures.count());
        progress.report(DeploymentPhase.CORESET, 0, size);
        AtomicInteger told = new AtomicInteger();
        return pictures.chooser().choose(sample, pictures.count(), parallel, chosen -> {
            // told again and again while it works out the next choice: that must be heard, or it could not be cancelled
            if (told.getAndSet(chosen) == chosen || chosen % 32 == 0 || chosen == size) {
                progress.report(DeploymentPhase.CORESET, chosen, size);
            }
        });
    }
}
