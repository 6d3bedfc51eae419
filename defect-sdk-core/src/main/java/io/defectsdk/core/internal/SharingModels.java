package io.defectsdk.core.internal;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.Models;
import java.util.List;

/** Models whose runs take no more threads than is their share. Thread-safe. */
record SharingModels(Models models, Parallel parallel) implements Models {
    @Override
    public String defaultBackbone() {
        return models.defaultBackbone();
    }

    @Override
    public FeatureExtractor backbone(String id) {
        return new SharingExtractor(models.backbone(id), parallel);
    }

    @Override
    public Encoders encoders() {
        return models.encoders();
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        return models.integerMatrix(values, rows, length);
    }

    @Override
    public void close() {
        models.close();
    }

    private record SharingExtractor(FeatureExtractor extractor, Parallel parallel) implements FeatureExtractor {
        @Override
        public Backbone backbone() {
            return extractor.backbone();
        }

        @Override
        public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
            return parallel.share() == 1
                    ? extractOnOneThread(picture, view, layers)
                    : extractor.extract(picture, view, layers);
        }

        @Override
        public List<FeatureMap> extractOnOneThread(PixelImage picture, InputView view, List<String> layers) {
            return extractor.extractOnOneThread(picture, view, layers);
        }

        @Override
        public void close() {
            extractor.close();
        }
    }
}
