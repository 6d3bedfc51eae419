package io.defectsdk.core.internal;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two backbones, {@code blocks} by default and {@code brightness}; remembers the pictures that the first was shown. */
final class WatchedModels implements Models {
    final List<PixelImage> seen = Collections.synchronizedList(new ArrayList<>());
    private final BlockModels blocks = new BlockModels();
    private final FakeModels brightness = new FakeModels();

    @Override
    public String defaultBackbone() {
        return blocks.defaultBackbone();
    }

    @Override
    public FeatureExtractor backbone(String id) {
        return id.equals("brightness") ? brightness : new Watched(blocks.backbone(id));
    }

    @Override
    public Encoders encoders() {
        return Encoders.none();
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        return blocks.integerMatrix(values, rows, length);
    }

    @Override
    public void close() {}

    private final class Watched implements FeatureExtractor {
        private final FeatureExtractor extractor;

        Watched(FeatureExtractor extractor) {
            this.extractor = extractor;
        }

        @Override
        public Backbone backbone() {
            return extractor.backbone();
        }

        @Override
        public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
            seen.add(picture);
            return extractor.extract(picture, view, layers);
        }

        @Override
        public void close() {}
    }
}
