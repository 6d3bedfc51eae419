package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
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
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.FeatureExtractor;
import java.util.List;

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
        requireOrder(options.layers(), extractor.backbone());
        PatchCoreMethod method = new PatchCoreMethod(
                extractor.backbone().id(),
                extractor.backbone().sha256(),
                options.layers().isEmpty() ? extractor.backbone().defaultLayers() : options.layers(),
                options.inputSizes(),
                options.tiling(),
                options.preprocessing().orElseThrow(),
                preset.cropFrom(options.inputSizes().get(0)),
                preset.embedding(),
                preset.map(),
                preset.score(),
                options.scope());
        return new PictureEmbedding(decoder, extractor, method);
    }

    /** The grid of patches is that of the shallowest or the deepest layer, which is told by their order. */
    private static void requireOrder(List<String> layers, Backbone backbone) {
        List<String> inOrder = backbone.layers().stream()
                .map(Backbone.Layer::name)
                .filter(layers::contains)
                .toList();
        if (inOrder.size() == layers.size() && !inOrder.equals(layers)) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "layers are given shallowest first, but " + layers + " are in the order " + inOrder
                            + " in the backbone '" + backbone.id() + "'",
                    null);
        }
    }

    /**
     * How a bank is chosen from pictures with patches like these.
     *
     * @throws DeploymentException if the area to look at lies between the patches of some input size
     */
    BankChooser chooser(PatchGrid patches, PatchCoreOptions options) {
        PatchCoreSteps steps = new PatchCoreSteps(method);
        BankChooser chooser =
                new BankChooser(patches.shapes(), steps.counted(patches.shapes()), options.bankSize(), options.seed());
        if (!chooser.teachesEveryGrid() || !steps.mapsArea(patches.shapes())) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "the area to look at is so small that it falls between the patches of a picture, or between the pixels of its map, at one of the input sizes "
                            + method.inputSizes() + ": make it larger, or the input size",
                    null);
        }
        return chooser;
    }

    DecodedPicture decode(Picture picture) {
        return decoder.decode(picture);
    }

    PatchGrid embed(DecodedPicture picture) {
        PixelImage seen = Preprocessor.apply(method.preprocessing(), picture.pixels());
        return new PatchCoreSteps(method).patches(extractor, seen, () -> {});
    }
}
