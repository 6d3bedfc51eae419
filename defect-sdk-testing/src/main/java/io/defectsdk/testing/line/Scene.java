package io.defectsdk.testing.line;

/**
 * What differs between two good parts: where the part lies, how the light falls, and the seeds of its
 * texture. Maps pixels to the coordinates of the part, in which 1 is its outer radius.
 */
final class Scene {
    /** Share of the shorter side of the picture that the part's radius takes. */
    private static final float RADIUS_SHARE = 0.425f;

    final int width;
    final int height;
    final float scale;
    final float lightX;
    final float lightY;
    final float lightZ;
    final float brightness;
    final float gradientX;
    final float gradientY;
    final float blur;
    final float grainNoise;
    final int textureSeed;
    final long sensorSeed;

    private final float centreX;
    private final float centreY;
    private final float cosine;
    private final float sine;

    Scene(int width, int height, Draw draw) {
        this.width = width;
        this.height = height;
        int side = Math.min(width, height);
        scale = side * RADIUS_SHARE * (1 + draw.around(0.008f));
        centreX = width * 0.5f + draw.around(0.012f) * side;
        centreY = height * 0.5f + draw.around(0.012f) * side;
        double rotation = draw.around(0.05f);
        cosine = (float) StrictMath.cos(rotation);
        sine = (float) StrictMath.sin(rotation);
        // from the upper left, about 40 degrees off the vertical
        double azimuth = StrictMath.toRadians(225) + draw.around(0.10f);
        double tilt = StrictMath.toRadians(42) + draw.around(0.04f);
        lightX = (float) (StrictMath.cos(azimuth) * StrictMath.sin(tilt));
        lightY = (float) (StrictMath.sin(azimuth) * StrictMath.sin(tilt));
        lightZ = (float) StrictMath.cos(tilt);
        brightness = 1 + draw.around(0.10f);
        gradientX = draw.around(0.10f);
        gradientY = draw.around(0.10f);
        blur = draw.between(0.35f, 0.75f);
        grainNoise = draw.between(0.8f, 1.3f);
        textureSeed = draw.noiseSeed();
        sensorSeed = draw.bits();
    }

    /** Part coordinate along the part's first axis, for the middle of a pixel. */
    float partX(int column, int row) {
        return (cosine * (column + 0.5f - centreX) + sine * (row + 0.5f - centreY)) / scale;
    }

    /** Part coordinate along the part's second axis, for the middle of a pixel. */
    float partY(int column, int row) {
        return (cosine * (row + 0.5f - centreY) - sine * (column + 0.5f - centreX)) / scale;
    }

    /** Turns a direction on the part to a direction in the picture: its horizontal component. */
    float pictureX(float partX, float partY) {
        return cosine * partX - sine * partY;
    }

    /** Turns a direction on the part to a direction in the picture: its vertical component. */
    float pictureY(float partX, float partY) {
        return sine * partX + cosine * partY;
    }
}
