package io.defectsdk.models.internal;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a picture into a model's input: resized (bilinear with antialias), of that the square that the model sees, normalised. It
 * goes over the picture row by row, so a large one needs no second copy. Same picture, same values, bit for bit. Thread-safe.
 */
final class Preprocessor {
    /** Fewer rows are not worth another thread's wake-up; no part has fewer. */
    private static final int LEAST_ROWS = 64;

    private final float[] scale = new float[3];
    private final float[] shift = new float[3];
    private final WeightsCache cache = new WeightsCache(WeightsCache.MAX_BYTES);

    Preprocessor(Input input) {
        for (int c = 0; c < 3; c++) {
            // (x / 255 - mean) / std
            scale[c] = (float) (1 / (255 * input.std().get(c)));
            shift[c] = (float) (-input.mean().get(c) / input.std().get(c));
        }
    }

    /**
     * The model's input for a picture. Where it fails, parts may still be writing into the workspace: it must not be used again.
     *
     * @param threads that share the rows at most, the caller's among them; the others are of the {@link java.util.concurrent.ForkJoinPool}
     *     that the caller is a worker of, else of the common one
     * @return {@code [1, 3, size, size]}, in the workspace's buffer
     */
    FloatBuffer prepare(PixelImage picture, InputView view, Workspace workspace, int threads) {
        int size = view.size();
        InputView.Placement square = view.of(picture.width(), picture.height());
        ResizeWeights across = cache.weights(picture.width(), square.width(), square.left(), size);
        ResizeWeights down = cache.weights(picture.height(), square.height(), square.top(), size);
        FloatBuffer input = workspace.input(3 * size * size);
        int parts = Math.max(1, Math.min(threads, size / LEAST_ROWS));
        List<Workspace.Rows> rows = workspace.rows(parts);
        if (parts == 1) {
            prepareRows(0, size, picture, across, down, rows.get(0), input);
        } else {
            IntStream.range(0, parts).parallel().forEach(part -> {
                int from = size * part / parts;
                int to = size * (part + 1) / parts;
                prepareRows(from, to, picture, across, down, rows.get(part), input);
            });
        }
        return input;
    }

    /** The input's rows {@code from} (inclusive) to {@code to} (exclusive). */
    private void prepareRows(
            int from,
            int to,
            PixelImage picture,
            ResizeWeights across,
            ResizeWeights down,
            Workspace.Rows rows,
            FloatBuffer input) {
        int size = across.size();
        int planes = picture.channels();
        int rowLength = planes * size;
        int left = across.begin();
        int width = across.end() - left;
        // the weights' zeros behind the last taps may stand for what lies beyond the columns, and take nothing from it
        float[] source = rows.source(width + across.stride());
        float[] target = rows.target(rowLength);
        float[] line = rows.line(size);
        // a ring: source row y, resized across, lies at y modulo the ring's length
        float[][] ring = rows.resized(down.maxTaps(), rowLength);
        int nextRow = down.first(from);
        for (int y = from; y < to; y++) {
            int end = down.first(y) + down.taps(y);
            for (; nextRow < end; nextRow++) {
                picture.copyRow(nextRow, left, width, source);
                resizeAcross(source, planes, across, ring[nextRow % ring.length]);
            }
            addUp(ring, down, y, target, rowLength);
            store(target, planes, y, size, line, input);
        }
    }

    private static void resizeAcross(float[] rgb, int planes, ResizeWeights across, float[] row) {
        if (planes == 1) {
            resizeGreyAcross(rgb, across, row);
        } else {
            resizeColourAcross(rgb, across, row);
        }
    }

    private static void resizeGreyAcross(float[] rgb, ResizeWeights across, float[] row) {
        int begin = across.begin();
        int stride = across.stride();
        float[] weights = across.weights();
        for (int x = 0; x < across.size(); x++) {
            float grey = 0;
            int s = 3 * (across.first(x) - begin);
            for (int k = x * stride; k < (x + 1) * stride; k += ResizeWeights.GROUP, s += 3 * ResizeWeights.GROUP) {
                grey = grey + weights[k] * rgb[s] + weights[k + 1] * rgb[s + 3] + weights[k + 2] * rgb[s + 6];
            }
            row[x] = grey;
        }
    }

    /** Written for the compiler: three pixels at a time, so that an array's bounds are checked for all of them at once. */
    private static void resizeColourAcross(float[] rgb, ResizeWeights across, float[] row) {
        int size = across.size();
        int begin = across.begin();
        int stride = across.stride();
        float[] weights = across.weights();
        for (int x = 0; x < size; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int s = 3 * (across.first(x) - begin);
            for (int k = x * stride; k < (x + 1) * stride; k += ResizeWeights.GROUP, s += 3 * ResizeWeights.GROUP) {
                float w0 = weights[k];
                float w1 = weights[k + 1];
                float w2 = weights[k + 2];
                red = red + w0 * rgb[s] + w1 * rgb[s + 3] + w2 * rgb[s + 6];
                green = green + w0 * rgb[s + 1] + w1 * rgb[s + 4] + w2 * rgb[s + 7];
                blue = blue + w0 * rgb[s + 2] + w1 * rgb[s + 5] + w2 * rgb[s + 8];
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
            float weight = down.weights()[y * down.stride() + k];
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
    private void store(float[] target, int planes, int y, int size, float[] line, FloatBuffer input) {
        for (int c = 0; c < 3; c++) {
            int from = planes == 1 ? 0 : c * size;
            normalise(target, from, scale[c], shift[c], line, size);
            input.put((c * size + y) * size, line, 0, size);
        }
    }

    private static void normalise(float[] target, int from, float scale, float shift, float[] line, int size) {
        for (int i = 0; i < size; i++) {
            line[i] = target[from + i] * scale + shift;
        }
    }
}
