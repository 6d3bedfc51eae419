package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.patchcore.PatchEmbedder;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Preprocessor;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import java.util.List;

/**
 * How a fit turns an OK picture into patch embeddings; an inspection does the same. Thread-safe.
 *
 * @param decoder from any form to pixels
 * @param preprocessing what is done to pixels first
 * @param extractor the backbone
 * @param layers whose features are joined
 * @param inputSize side in pixels to which a picture is resized
 */
record PictureEmbedding(
        PictureDecoder decoder,
        Preprocessing preprocessing,
        FeatureExtractor extractor,
        List<String> layers,
        int inputSize) {
    PictureEmbedding {
        layers = List.copyOf(layers);
    }

    DecodedPicture decode(Picture picture) {
        return decoder.decode(picture);
    }

    PatchGrid embed(DecodedPicture picture) {
        PixelImage seen = Preprocessor.apply(preprocessing, picture.pixels());
        return PatchEmbedder.embed(extractor.extract(seen, inputSize, layers));
    }
}
