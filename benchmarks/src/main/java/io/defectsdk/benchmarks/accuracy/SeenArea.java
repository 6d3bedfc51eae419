package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.spi.InputView;

/**
 * The part of a picture that a method looks at, in the picture's pixels: all of it, unless the method crops. Pixels are measured there
 * alone, as the implementations do that crop: they crop the masks, too.
 *
 * @param pictureWidth columns of the picture
 * @param left first column seen
 * @param top first row seen
 * @param width columns seen
 * @param height rows seen
 */
record SeenArea(int pictureWidth, int left, int top, int width, int height) {
    static SeenArea of(PatchCoreMethod method, int width, int height) {
        InputView.Placement square =
                InputView.cropped(method.inputSize(), method.cropFrom()).of(width, height);
        int left = scaled(square.left(), width, square.width());
        int top = scaled(square.top(), height, square.height());
        return new SeenArea(
                width,
                left,
                top,
                scaled(square.left() + square.size(), width, square.width()) - left,
                scaled(square.top() + square.size(), height, square.height()) - top);
    }

    private static int scaled(int position, int to, int from) {
        return (int) Math.round((double) position * to / from);
    }

    float[] cut(float[] values) {
        float[] seen = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, (top + y) * pictureWidth + left, seen, y * width, width);
        }
        return seen;
    }

    boolean[] cut(boolean[] values) {
        boolean[] seen = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, (top + y) * pictureWidth + left, seen, y * width, width);
        }
        return seen;
    }
}
