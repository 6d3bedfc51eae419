package io.defectsdk.core.internal.deployment;

import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import java.util.List;
import java.util.function.Supplier;

/** From a request to a recipe: the parameters in force, the backbone, the pictures, the fit. */
final class RecipeMaker {
    private final Models models;
    private final PictureDecoder decoder;
    private final Parallel parallel;

    RecipeMaker(Models models, PictureDecoder decoder, Parallel parallel) {
        this.models = models;
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /**
     * What was made.
     *
     * @param recipe the recipe
     * @param extractor its backbone
     */
    record Made(Recipe recipe, FeatureExtractor extractor) {}

    Made make(PatchCoreDeployment request, ProgressReporter progress) {
        String product = request.productCode();
        List<Supplier<Picture>> pictures = pictures(request);
        progress.report(DeploymentPhase.EMBEDDING, 0, pictures.size()); // it may have been cancelled by now
        PatchCoreOptions options = complete(request.options(), PatchCoreParams.none(), PreprocessingParams.none());
        FeatureExtractor extractor = models.backbone(options.backbone().orElseGet(models::defaultBackbone));
        Recipe recipe = new PatchCoreFit(product, pictures, options, extractor, decoder, parallel, progress).run();
        return new Made(recipe, extractor);
    }

    private List<Supplier<Picture>> pictures(PatchCoreDeployment request) {
        return request.okPictures().orElseThrow().stream()
                .map(picture -> (Supplier<Picture>) () -> picture)
                .toList();
    }

    /** The options, with the parameters' values where they say nothing. */
    static PatchCoreOptions complete(
            PatchCoreOptions options, PatchCoreParams patchCore, PreprocessingParams preprocessing) {
        PatchCoreOptions.Builder complete = options.toBuilder();
        options.backbone().or(patchCore::backbone).ifPresent(complete::backbone);
        return complete.imageThreshold(options.imageThreshold()
                        .or(patchCore::imageThreshold)
                        .orElseGet(SettingKey.DEFAULT_IMAGE_THRESHOLD::defaultValue))
                .pixelThreshold(options.pixelThreshold()
                        .or(patchCore::pixelThreshold)
                        .orElseGet(SettingKey.DEFAULT_PIXEL_THRESHOLD::defaultValue))
                .preprocessing(options.preprocessing().orElseGet(() -> steps(preprocessing)))
                .build();
    }

    private static Preprocessing steps(PreprocessingParams params) {
        return new Preprocessing(
                params.grayscale().orElse(false),
                params.contrast().orElse(false),
                params.histogram().orElse(false));
    }
}
