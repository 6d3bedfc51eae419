package io.defectsdk.models.internal;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns a picture into a model's input: resized (bilinear with antialias), of that the square that the model sees, normalised. It
 * goes over the picture row by row, so a large one needs no second copy. Same picture, same values, bit for bit. Thread-safe.
 */
final class Preprocessor {
    private static final int MAX_CACHED_SIZES = 32;

    private final float[] scale = new float[3];
    private final float[] shift = new float[3];
    private final Map<Stretch, ResizeWeights> cache = new LinkedHashMap<>(16, 0.75f, true);

    /** What of an axis is resized: all of it to {@code to} pixels, of which {@code count} from {@code first} on are wanted. */
    private record Stretch(int from, int to, int first, int count) {}

    Preprocessor(Input input) {
        for (int c = 0; c < 3; c++) {
            // (x / 255 - mean) / std
            scale[c] = (float) (1 / (255 * input.std().get(c)));
            shift[c] = (float) (-input.mean().get(c) / input.std().get(c));
        }
    }

    /**
     * The model's input for a picture.
     *
     * @return {@code [1, 3, size, size]}, in the workspace's buffer
     */
    FloatBuffer prepare(PixelImage picture, InputView view, Workspace workspace) {
        int size = view.size();
        InputView.Placement square = view.of(picture.width(), picture.height());
        ResizeWeights across = weights(new Stretch(picture.width(), square.width(), square.left(), size));
        ResizeWeights down = weights(new Stretch(picture.height(), square.height(), square.top(), size));
        int planes = picture.channels();
        int rowLength = planes * size;

        float[] source = workspace.sourceRow(picture.width());
        float[] target = workspace.targetRow(3 * size);
        // a ring: source row y, resized across, lies at y modulo the ring's length
        float[][] ring = workspace.resizedRows(down.maxTaps(), rowLength);
        FloatBuffer input = workspace.input(3 * size * size);
        int nextRow = down.first(0);
        for (int y = 0; y < size; y++) {
            int end = down.first(y) + down.taps(y);
            for (; nextRow < end; nextRow++) {
                picture.copyRow(nextRow, source);
                resizeAcross(source, planes, across, ring[nextRow % ring.length]);
            }
            addUp(ring, down, y, target, rowLength);
            store(target, planes, y, size, input);
        }
        return input;
    }

    private static void resizeAcross(float[] rgb, int planes, ResizeWeights across, float[] row) {
        if (planes == 1) {
            resizeGreyAcross(rgb, across, row);
        } else {
            resizeColourAcross(rgb, across, row);
        }
    }

    private static void resizeGreyAcross(float[] rgb, ResizeWeights across, float[] row) {
        float[] weights = across.weights();
        for (int x = 0; x < across.size(); x++) {
            float grey = 0;
            int end = across.offset(x) + across.taps(x);
            for (int k = across.offset(x), s = 3 * across.first(x); k < end; k++, s += 3) {
                grey += weights[k] * rgb[s];
            }
            row[x] = grey;
        }
    }

    private static void resizeColourAcross(float[] rgb, ResizeWeights across, float[] row) {
        int size = across.size();
        float[] weights = across.weights();
        for (int x = 0; x < size; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int end = across.offset(x) + across.taps(x);
            for (int k = across.offset(x), s = 3 * across.first(x); k < end; k++, s += 3) {
                float weight = weights[k];
                red += weight * rgb[s];
                green += weight * rgb[s + 1];
                blue += weight * rgb[s + 2];
            }
            row[x] = red;
            row[size + x] = green;
            row[2 * size + x] = blue;
        }
    }

    private static void addUp(float[][] ring, ResizeWeights down, int y, float[] target, int length) {
        int first = down.first(y);
        for (int k = 0; k < down.taps(y); k++) {
            float[] row = ring[(first + k) % ring.length];
            float weight = down.weights()[down.offset(y) + k];
            if (k == 0) {
                for (int i = 0; i < length; i++) {
                    target[i] = weight * row[i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    target[i] += weight * row[i];
                }
            }
        }
    }

    /** Normalises a target row and writes it into its three planes. */
    private void store(float[] target, int planes, int y, int size, FloatBuffer input) {
        // a grey row stands in the first third and is read for each plane, so the first plane is written last
        for (int c = 2; c >= 0; c--) {
            int from = planes == 1 ? 0 : c * size;
            for (int i = 0; i < size; i++) {
                target[c * size + i] = target[from + i] * scale[c] + shift[c];
            }
            input.put((c * size + y) * size, target, c * size, size);
        }
    }

    private ResizeWeights weights(Stretch axis) {
        synchronized (cache) {
            ResizeWeights weights = cache.get(axis);
            if (weights == null) {
                weights = ResizeWeights.of(axis.from(), axis.to(), axis.first(), axis.count());
                cache.put(axis, weights);
                if (cache.size() > MAX_CACHED_SIZES) {
                    cache.remove(cache.keySet().iterator().next());
                }
            }
            return weights;
        }
    }
}
