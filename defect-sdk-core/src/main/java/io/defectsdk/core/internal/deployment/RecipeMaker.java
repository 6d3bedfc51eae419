package io.defectsdk.core.internal.deployment;

import io.defectsdk.ModelLoadException;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From a request to a recipe: the parameters in force, the backbone, the pictures, the fit. Thread-safe. */
public final class RecipeMaker {
    private final EffectiveParams params;
    private final Models models;
    private final RegisteredPictures registered;
    private final PictureDecoder decoder;
    private final Parallel parallel;

    /** From its parts. */
    public RecipeMaker(
            EffectiveParams params,
            Models models,
            RegisteredPictures registered,
            PictureDecoder decoder,
            Parallel parallel) {
        this.params = params;
        this.models = models;
        this.registered = registered;
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /**
     * What was made.
     *
     * @param recipe the recipe
     * @param okViews what lies beside it
     * @param extractor its backbone
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, handed over and not changed
    record Made(Recipe recipe, byte[] okViews, FeatureExtractor extractor) {}

    Made make(PatchCoreDeployment request, ProgressReporter progress) {
        List<Supplier<Picture>> pictures = pictures(request);
        progress.report(DeploymentPhase.EMBEDDING, 0, pictures.size()); // it may have been cancelled by now
        Settled settled = settle(request);
        FeatureExtractor extractor = settled.extractor();
        PatchCoreFit fit = new PatchCoreFit(
                request.productCode(),
                pictures,
                request.defects(),
                settled.options(),
                extractor,
                models::integerMatrix,
                decoder,
                parallel,
                progress);
        PatchCoreFit.Fitted fitted = parallel.compute(fit::run);
        return new Made(fitted.recipe(), fitted.okViews(), extractor);
    }

    /** What making it would take. */
    FitForecast forecast(PatchCoreDeployment request) {
        List<Supplier<Picture>> pictures = pictures(request);
        Settled settled = settle(request);
        PatchCoreOptions options = settled.options();
        FitForecaster forecaster = new FitForecaster(
                PictureEmbedding.of(options, settled.extractor(), decoder),
                options,
                FitMemory.of(options),
                models::integerMatrix,
                parallel);
        return parallel.compute(() -> forecaster.of(pictures));
    }

    /** Options with nothing left open, and the backbone that they name. */
    private record Settled(PatchCoreOptions options, FeatureExtractor extractor) {}

    private Settled settle(PatchCoreDeployment request) {
        String product = request.productCode();
        PatchCoreParams patchCore = params.patchCore(product);
        FeatureExtractor extractor = request.options().backbone().isEmpty()
                ? backboneInForce(product, patchCore.backbone())
                : models.backbone(request.options().backbone().get());
        return new Settled(complete(request.options(), patchCore, params.preprocessing(product)), extractor);
    }

    private List<Supplier<Picture>> pictures(PatchCoreDeployment request) {
        return request.okPictures()
                .map(pictures -> pictures.stream()
                        .map(picture -> (Supplier<Picture>) () -> picture)
                        .toList())
                .orElseGet(() -> registered.ofGoodParts(request.productCode()));
    }

    /** The options, with the parameters' values where they say nothing of thresholds and preprocessing. */
    private static PatchCoreOptions complete(
            PatchCoreOptions options, PatchCoreParams patchCore, PreprocessingParams preprocessing) {
        return options.toBuilder()
                .imageThreshold(
                        options.imageThreshold().or(patchCore::imageThreshold).orElseThrow())
                .pixelThreshold(
                        options.pixelThreshold().or(patchCore::pixelThreshold).orElseThrow())
                .preprocessing(options.preprocessing().orElseGet(() -> steps(preprocessing)))
                .build();
    }

    private static Preprocessing steps(PreprocessingParams params) {
        return new Preprocessing(
                params.grayscale().orElseThrow(),
                params.contrast().orElseThrow(),
                params.histogram().orElseThrow());
    }

    private FeatureExtractor backboneInForce(String product, Optional<String> chosen) {
        if (chosen.isEmpty()) {
            return models.backbone(models.defaultBackbone());
        }
        try {
            return models.backbone(chosen.get());
        } catch (ModelLoadException e) {
            throw new ModelLoadException(
                    e.code(),
                    "the parameter backbone in force for the product '" + product + "' is '" + chosen.get() + "', but "
                            + e.getMessage() + "; bring that model, change the parameter with settings().setParams(\""
                            + product
                            + "\", ...) or, where it is set for all products, setDefaultParams(...), or name a"
                            + " backbone in PatchCoreOptions",
                    e);
        }
    }
}
