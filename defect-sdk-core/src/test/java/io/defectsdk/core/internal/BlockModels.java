package io.defectsdk.core.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A model store of one backbone without weights: its features are the mean colours of blocks of the picture. */
final class BlockModels implements Models {
    static final String ID = "blocks";

    final AtomicInteger extractions = new AtomicInteger();
    final AtomicInteger oneThreadExtractions = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final String sha256;

    /** Run at each making of a matrix. */
    volatile Runnable onMatrix = () -> {};

    /** Open from the start; a test closes it by putting in another one. */
    volatile CountDownLatch turnstile = new CountDownLatch(0);

    BlockModels() {
        this("b10c".repeat(16));
    }

    BlockModels(String sha256) {
        this.sha256 = sha256;
    }

    @Override
    public String defaultBackbone() {
        return ID;
    }

    @Override
    public FeatureExtractor backbone(String id) {
        if (!id.equals(ID)) {
            throw new ModelLoadException(ErrorCode.MODEL_MISSING, "there is only " + ID + ", but not " + id, null);
        }
        return new Blocks();
    }

    @Override
    public Encoders encoders() {
        return Encoders.none();
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        onMatrix.run();
        return new PlainMatrix(values, rows, length);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    private final class Blocks implements FeatureExtractor {
        @Override
        public Backbone backbone() {
            return new Backbone(
                    ID,
                    sha256,
                    List.of(new Backbone.Layer("fine", 3, 8), new Backbone.Layer("coarse", 3, 16)),
                    List.of("fine", "coarse"),
                    32);
        }

        @Override
        public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
            extractions.incrementAndGet();
            try {
                turnstile.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return layers.stream()
                    .map(layer -> means(picture, view, layer.equals("fine") ? 8 : 16))
                    .toList();
        }

        @Override
        public List<FeatureMap> extractOnOneThread(PixelImage picture, InputView view, List<String> layers) {
            oneThreadExtractions.incrementAndGet();
            return extract(picture, view, layers);
        }

        private FeatureMap means(PixelImage picture, InputView view, int stride) {
            InputView.Placement square = view.of(picture.width(), picture.height());
            int side = view.size() / stride;
            float[] values = new float[3 * side * side];
            for (int row = 0; row < side; row++) {
                int top = (square.top() + row * stride) * picture.height() / square.height();
                int bottom =
                        Math.max(top + 1, (square.top() + (row + 1) * stride) * picture.height() / square.height());
                for (int column = 0; column < side; column++) {
                    int left = (square.left() + column * stride) * picture.width() / square.width();
                    int right = Math.max(
                            left + 1, (square.left() + (column + 1) * stride) * picture.width() / square.width());
                    int area = (bottom - top) * (right - left);
                    for (int y = top; y < bottom; y++) {
                        for (int x = left; x < right; x++) {
                            int rgb = picture.rgb(x, y);
                            for (int channel = 0; channel < 3; channel++) {
                                int index = (channel * side + row) * side + column;
                                values[index] += (float) (rgb >> (16 - 8 * channel) & 0xFF) / area;
                            }
                        }
                    }
                }
            }
            return new FeatureMap(3, side, side, values);
        }

        @Override
        public void close() {}
    }
}
