package io.defectsdk.testing.line;

import java.awt.image.BufferedImage;

/** Lens and sensor: falling off to the corners, a little blur, exposure, noise, 8 bits a channel. */
final class Camera {
    private static final float EXPOSURE = 1.30f;

    private Camera() {}

    static BufferedImage shoot(float[][] light, Scene scene) {
        int width = scene.width;
        int height = scene.height;
        float[][] planes = new float[3][];
        for (int channel = 0; channel < 3; channel++) {
            planes[channel] = expose(blurred(light[channel], width, height, scene.blur), scene);
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        Draw draw = new Draw(scene.sensorSeed);
        for (int row = 0, at = 0; row < height; row++) {
            for (int column = 0; column < width; column++, at++) {
                float shared = scene.grainNoise * 1.5f * draw.normal();
                int red = level(planes[0][at] + shared + 0.9f * draw.normal());
                int green = level(planes[1][at] + shared + 0.9f * draw.normal());
                int blue = level(planes[2][at] + shared + 0.9f * draw.normal());
                line[column] = red << 16 | green << 8 | blue;
            }
            picture.setRGB(0, row, width, 1, line, 0, width);
        }
        return picture;
    }

    private static int level(float value) {
        return Math.round(Noise.clamp(value, 0, 255));
    }

    /** To display levels in 0..255, with a shoulder instead of a hard clip in the highlights. */
    private static float[] expose(float[] plane, Scene scene) {
        float halfWidth = scene.width * 0.5f;
        float halfHeight = scene.height * 0.5f;
        for (int row = 0, at = 0; row < scene.height; row++) {
            float y = (row - halfHeight) / halfHeight;
            for (int column = 0; column < scene.width; column++, at++) {
                float x = (column - halfWidth) / halfWidth;
                float fall = 1 - 0.11f * (x * x + y * y);
                float slant = 1 + scene.gradientX * x + scene.gradientY * y;
                float exposed = plane[at] * EXPOSURE * scene.brightness * fall * slant;
                float display = (float) Math.sqrt(Math.max(0, exposed));
                plane[at] = 255 * (display < 0.75f ? display : 1 - 0.25f * 0.25f / (display - 0.5f));
            }
        }
        return plane;
    }

    /** A 1-2-1 blur in both directions, mixed in by the given share. */
    private static float[] blurred(float[] plane, int width, int height, float share) {
        float[] blurred = new float[plane.length];
        for (int row = 0, at = 0; row < height; row++) {
            int up = row > 0 ? -width : 0;
            int down = row < height - 1 ? width : 0;
            for (int column = 0; column < width; column++, at++) {
                int left = column > 0 ? -1 : 0;
                int right = column < width - 1 ? 1 : 0;
                float corners = plane[at + up + left]
                        + plane[at + up + right]
                        + plane[at + down + left]
                        + plane[at + down + right];
                float sides = plane[at + up] + plane[at + down] + plane[at + left] + plane[at + right];
                float smooth = (4 * plane[at] + 2 * sides + corners) / 16;
                blurred[at] = Noise.mix(plane[at], smooth, share);
            }
        }
        return blurred;
    }
}
