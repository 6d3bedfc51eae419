package io.defectsdk.testing.line;

/**
 * What the camera looks at, before light falls on it: for each pixel (row-major) the height and the
 * material. Heights and lengths are in part units: 1 is the outer radius of the casting.
 */
final class Surface {
    final int width;
    final int height;
    /** Pixels in one part unit. */
    final float scale;

    /** Elevation over the conveyor. */
    final float[] elevation;
    /** Share of light scattered back, in [0, 1], linear. */
    final float[] albedo;
    /** Tint: 0 is neutral, 1 brown, -1 blue. */
    final float[] warmth;
    /** Strength of the mirror-like part of the reflection. */
    final float[] gloss;
    /** Share of the gloss that is stretched across turning marks, in [0, 1]. */
    final float[] turned;
    /** Unit vector along the turning marks. */
    final float[] grainX;

    final float[] grainY;

    Surface(int width, int height, float scale) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        int pixels = width * height;
        elevation = new float[pixels];
        albedo = new float[pixels];
        warmth = new float[pixels];
        gloss = new float[pixels];
        turned = new float[pixels];
        grainX = new float[pixels];
        grainY = new float[pixels];
    }

    int pixels() {
        return width * height;
    }
}
