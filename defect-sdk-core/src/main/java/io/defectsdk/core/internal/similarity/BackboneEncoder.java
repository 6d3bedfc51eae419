package io.defectsdk.core.internal.similarity;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.InferenceException;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.InputView;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A backbone's pooled features: of each of its two deepest layers the mean and the standard deviation of every channel over the picture,
 * each layer's made of length 1, joined. Thread-safe.
 */
final class BackboneEncoder implements ImageEncoder {
    /** Side of the square that the backbone sees, in pixels. */
    private static final int INPUT_SIZE = 224;

    private static final int LAYERS = 2;

    private static final double TINY = 1e-12;

    private final FeatureExtractor extractor;
    private final List<String> layers;
    private final int inputSize;
    private final Encoder encoder;

    BackboneEncoder(FeatureExtractor extractor) {
        this.extractor = extractor;
        Backbone backbone = extractor.backbone();
        int count = backbone.layers().size();
        List<Backbone.Layer> deepest = backbone.layers().subList(Math.max(0, count - LAYERS), count);
        this.layers = deepest.stream().map(Backbone.Layer::name).toList();
        int multiple = backbone.inputMultiple();
        this.inputSize = (INPUT_SIZE + multiple - 1) / multiple * multiple;
        int dimension = deepest.stream().mapToInt(layer -> 2 * layer.channels()).sum();
        String rule = "mean and standard deviation of " + layers + " at " + inputSize + "\n" + backbone.sha256();
        this.encoder = new Encoder(backbone.id(), Sha256.of(rule.getBytes(StandardCharsets.UTF_8)), dimension);
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Embedding embed(PixelImage picture, Framing framing) {
        List<FeatureMap> maps = extractor.extract(picture, view(framing), layers);
        float[] values = new float[encoder.dimension()];
        int start = 0;
        for (FeatureMap map : maps) {
            double[] pooled = pooled(map);
            for (double value : pooled) {
                values[start++] = (float) (value / Math.sqrt(maps.size()));
            }
        }
        try {
            return Embedding.of(values);
        } catch (IllegalArgumentException e) {
            throw new InferenceException(
                    "the backbone '" + encoder.id() + "' gave features that cannot be compared: " + e.getMessage(), e);
        }
    }

    private InputView view(Framing framing) {
        return switch (framing) {
            case STRETCH -> InputView.whole(inputSize);
            case CENTRE_CROP -> InputView.cropped(inputSize, inputSize);
            case LETTERBOX ->
                throw new IncompatibleModelException(
                        "a backbone's pooled features would take the filled borders of " + Framing.LETTERBOX
                                + " for a part of the picture: use " + Framing.STRETCH + ", or a CLIP encoder",
                        null);
        };
    }

    /** Means, then standard deviations, by channel, of length 1 together. */
    private static double[] pooled(FeatureMap map) {
        int pixels = map.height() * map.width();
        float[] values = map.values();
        double[] pooled = new double[2 * map.channels()];
        double length = 0;
        for (int channel = 0; channel < map.channels(); channel++) {
            double sum = 0;
            double squares = 0;
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
                sum += values[i];
                squares += (double) values[i] * values[i];
            }
            double mean = sum / pixels;
            double variance = Math.max(0, squares / pixels - mean * mean);
            pooled[channel] = mean;
            pooled[map.channels() + channel] = Math.sqrt(variance);
            length += mean * mean + variance;
        }
        double divisor = Math.max(TINY, Math.sqrt(length));
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] /= divisor;
        }
        return pooled;
    }
}
