package io.defectsdk.core.internal;

import io.defectsdk.core.internal.patchcore.PlainMatrix;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.Models;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A backbone whose one layer of one channel is the picture's brightness, by blocks of 8 × 8 pixels. */
final class FakeModels implements Models, FeatureExtractor {
    private static final int STRIDE = 8;

    private static final Backbone BACKBONE = new Backbone(
            "brightness", "ab".repeat(32), List.of(new Backbone.Layer("mean", 1, STRIDE)), List.of("mean"), STRIDE);

    final AtomicBoolean closed = new AtomicBoolean();

    /** Run at each extraction. */
    volatile Runnable whileExtracting = () -> {};

    /** Thrown by {@link #close()}, if any. */
    volatile RuntimeException closing;

    @Override
    public String defaultBackbone() {
        return BACKBONE.id();
    }

    @Override
    public FeatureExtractor backbone(String id) {
        return this;
    }

    @Override
    public Backbone backbone() {
        return BACKBONE;
    }

    @Override
    public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
        whileExtracting.run();
        int side = view.size() / STRIDE;
        float[] values = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                values[y * side + x] = picture.sample(x * picture.width() / side, y * picture.height() / side, 0);
            }
        }
        return List.of(new FeatureMap(1, side, side, values));
    }

    @Override
    public Encoders encoders() {
        return Encoders.none();
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        return new PlainMatrix(values, rows, length);
    }

    @Override
    public void close() {
        closed.set(true);
        if (closing != null) {
            throw closing;
        }
    }
}
