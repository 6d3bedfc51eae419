package io.defectsdk.models.internal;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.BicubicResize.Window;
import io.defectsdk.models.internal.ClipManifest.ImagePart;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;

/**
 * Turns a picture into CLIP's input. With {@link Framing#CENTRE_CROP} it is OpenCLIP's evaluation transform, bit for bit: the shorter
 * side resized as Pillow does, the middle cut out, {@code (x / 255 - mean) / std} in 32-bit floats. Thread-safe.
 */
final class ClipPreprocessor {
    private final int size;
    private final float[][] normalised = new float[3][256];

    ClipPreprocessor(ImagePart image) {
        this.size = image.size();
        for (int c = 0; c < 3; c++) {
            float mean = image.mean().get(c).floatValue();
            float std = image.std().get(c).floatValue();
            for (int value = 0; value < 256; value++) {
                normalised[c][value] = (value / 255f - mean) / std;
            }
        }
    }

    /** The model's input for a picture, {@code [1, 3, size, size]}, in the workspace's buffer. */
    FloatBuffer prepare(PixelImage picture, Framing framing, Workspace workspace) {
        Window window = window(picture.width(), picture.height(), framing);
        byte[] rgb = BicubicResize.resize(picture, window);
        FloatBuffer input = workspace.input(3 * size * size);
        int left = (size - window.columns()) / 2;
        int top = (size - window.rows()) / 2;
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < size; y++) {
                // what the picture does not fill is 0: exactly the mean colour
                float[] line = new float[size];
                if (y >= top && y < top + window.rows()) {
                    for (int x = 0; x < window.columns(); x++) {
                        line[left + x] = normalised[c][rgb[((y - top) * window.columns() + x) * 3 + c] & 0xFF];
                    }
                }
                input.put((c * size + y) * size, line);
            }
        }
        return input;
    }

    private Window window(int width, int height, Framing framing) {
        return switch (framing) {
            case CENTRE_CROP -> {
                InputView.Placement middle = InputView.cropped(size, size).of(width, height);
                yield new Window(middle.width(), middle.height(), middle.left(), middle.top(), size, size);
            }
            case LETTERBOX -> Window.whole(fitted(width, height), fitted(height, width));
            case STRETCH -> Window.whole(size, size);
        };
    }

    /** A side of a picture whose longer side is fitted: rounded, and at least a pixel. */
    private int fitted(int side, int other) {
        return side >= other ? size : (int) Math.max(1, Math.round((double) size * side / other));
    }
}
