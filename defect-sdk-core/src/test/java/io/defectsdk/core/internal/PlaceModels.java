package io.defectsdk.core.internal;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.Models;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The backbone of {@link BlockModels} by default, and one that knows where something is: each of its channels is the brightness of one
 * place of the picture.
 */
final class PlaceModels implements Models, FeatureExtractor {
    static final String ID = "places";

    private static final int PLACES = 12;
    private static final int SIDE = 224;

    final AtomicInteger extractions = new AtomicInteger();
    private final BlockModels blocks = new BlockModels();
    private final String sha256;

    PlaceModels() {
        this("91ace0".repeat(11).substring(0, 64));
    }

    PlaceModels(String sha256) {
        this.sha256 = sha256;
    }

    @Override
    public String defaultBackbone() {
        return blocks.defaultBackbone();
    }

    @Override
    public FeatureExtractor backbone(String id) {
        return id.equals(ID) ? this : blocks.backbone(id);
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
    public Backbone backbone() {
        return new Backbone(
                ID, sha256, List.of(new Backbone.Layer("places", PLACES * PLACES, SIDE)), List.of("places"), SIDE);
    }

    @Override
    public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
        extractions.incrementAndGet();
        float[] values = new float[PLACES * PLACES];
        int[] counts = new int[values.length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int place = y * PLACES / picture.height() * PLACES + x * PLACES / picture.width();
                values[place] += picture.rgb(x, y) & 0xFF;
                counts[place]++;
            }
        }
        for (int place = 0; place < values.length; place++) {
            values[place] /= Math.max(1, counts[place]);
        }
        return List.of(new FeatureMap(values.length, 1, 1, values));
    }

    @Override
    public void close() {
        blocks.close();
    }
}
