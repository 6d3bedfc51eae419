package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Preprocessor;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.FeatureExtractor;

/**
 * How a fit turns an OK picture into patch embeddings; an inspection does the same. Thread-safe.
 *
 * @param decoder from any form to pixels
 * @param extractor the backbone
 * @param method what the recipe will say
 */
record PictureEmbedding(PictureDecoder decoder, FeatureExtractor extractor, PatchCoreMethod method) {
    /**
     * As the options say.
     *
     * @param options preprocessing is set
     */
    static PictureEmbedding of(PatchCoreOptions options, FeatureExtractor extractor, PictureDecoder decoder) {
        PatchCorePreset preset = options.preset();
        PatchCoreMethod method = new PatchCoreMethod(
                extractor.backbone().id(),
                extractor.backbone().sha256(),
                options.layers().isEmpty() ? extractor.backbone().defaultLayers() : options.layers(),
                options.inputSizes(),
                options.preprocessing().orElseThrow(),
                preset.cropFrom(options.inputSizes().get(0)),
                preset.embedding(),
                preset.map(),
                preset.score(),
                options.scope());
        return new PictureEmbedding(decoder, extractor, method);
    }

    /** How a bank is chosen from pictures with patches like these. */
    BankChooser chooser(PatchGrid patches, PatchCoreOptions options) {
        return new BankChooser(
                patches.shapes(),
                new PatchCoreSteps(method).counted(patches.shapes()),
                options.bankSize(),
                options.seed());
    }

    DecodedPicture decode(Picture picture) {
        return decoder.decode(picture);
    }

    PatchGrid embed(DecodedPicture picture) {
        PixelImage seen = Preprocessor.apply(method.preprocessing(), picture.pixels());
        PatchCoreSteps steps = new PatchCoreSteps(method);
        return steps.patches(steps.features(extractor, seen), seen);
    }
}
