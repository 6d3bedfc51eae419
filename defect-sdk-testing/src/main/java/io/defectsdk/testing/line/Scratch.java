package io.defectsdk.testing.line;

/** A thin curved groove drawn over the faces, fading in and out. */
final class Scratch implements Flaw {
    private static final int POINTS = 48;
    private static final int TRIES = 60;

    private final float[] xs = new float[POINTS];
    private final float[] ys = new float[POINTS];
    private final float halfWidth;
    private final float depth;
    private final float bareness;
    private final int seed;

    Scratch(Draw draw, float pixel) {
        float severity = draw.unit();
        halfWidth = Math.max(0.75f * pixel, draw.between(0.0048f, 0.0080f) * (0.8f + 0.5f * severity));
        depth = halfWidth * (0.7f + 0.8f * severity);
        bareness = 0.5f + 0.5f * severity;
        seed = draw.noiseSeed();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            lay(draw, 0.30f + 0.55f * draw.unit());
            if (shareOnFace() > 0.80f) {
                return;
            }
        }
        // along the middle of the ring nothing is in the way
        float start = draw.between(0, 360);
        for (int i = 0; i < POINTS; i++) {
            Place place = Place.polar(0.56f + 0.0015f * i, start + i);
            xs[i] = place.x();
            ys[i] = place.y();
        }
    }

    private void lay(Draw draw, float length) {
        Place start = Place.onFace(draw, 0.01f);
        double heading = draw.between(0, (float) (2 * Math.PI));
        double bend = draw.around(2.2f) / POINTS;
        double wobble = draw.around(0.8f) / POINTS;
        xs[0] = start.x();
        ys[0] = start.y();
        for (int i = 1; i < POINTS; i++) {
            heading += bend + wobble * (i > POINTS / 2 ? 1 : -1);
            xs[i] = xs[i - 1] + (float) (length / POINTS * StrictMath.cos(heading));
            ys[i] = ys[i - 1] + (float) (length / POINTS * StrictMath.sin(heading));
        }
    }

    private float shareOnFace() {
        int on = 0;
        for (int i = 0; i < POINTS; i++) {
            on += new Place(xs[i], ys[i]).onFace(0.005f) ? 1 : 0;
        }
        return on / (float) POINTS;
    }

    @Override
    public void apply(Surface surface, Scene scene, boolean[] mask) {
        float pixel = 1 / scene.scale;
        float shoulder = 2.2f * halfWidth + pixel;
        for (int row = 0, at = 0; row < scene.height; row++) {
            for (int column = 0; column < scene.width; column++, at++) {
                float x = scene.partX(column, row);
                float y = scene.partY(column, row);
                Nearest nearest = nearest(x, y, shoulder);
                if (nearest.distance < shoulder && new Place(x, y).onFace(0)) {
                    float pressure = pressure(nearest.along);
                    cut(surface, at, nearest.distance, shoulder, pressure);
                    mask[at] |= pressure > 0.12f && nearest.distance < halfWidth + 0.5f * pixel;
                }
            }
        }
    }

    private record Nearest(float distance, float along) {}

    /** Distance to the line and the place on it, from 0 at its start to 1 at its end. */
    private Nearest nearest(float x, float y, float limit) {
        float best = Float.MAX_VALUE;
        float along = 0;
        for (int i = 1; i < POINTS; i++) {
            float fromX = x - xs[i - 1];
            float fromY = y - ys[i - 1];
            float alongX = xs[i] - xs[i - 1];
            float alongY = ys[i] - ys[i - 1];
            if (Math.abs(fromX) > limit + 0.05f || Math.abs(fromY) > limit + 0.05f) {
                continue;
            }
            float square = alongX * alongX + alongY * alongY;
            float share = Noise.clamp((fromX * alongX + fromY * alongY) / square, 0, 1);
            float dx = fromX - share * alongX;
            float dy = fromY - share * alongY;
            float distance = dx * dx + dy * dy;
            if (distance < best) {
                best = distance;
                along = (i - 1 + share) / (POINTS - 1);
            }
        }
        return new Nearest((float) Math.sqrt(best), along);
    }

    private float pressure(float along) {
        float ends = Noise.ramp(0, 0.18f, along) * (1 - Noise.ramp(0.75f, 1, along));
        return ends * Noise.clamp(0.8f + 0.5f * Noise.fractal(seed, along * 14, 0.5f, 2), 0.1f, 1);
    }

    private void cut(Surface surface, int at, float distance, float shoulder, float pressure) {
        float groove = pressure * (1 - Noise.ramp(0.3f * halfWidth, shoulder * 0.75f, distance));
        float ridge = pressure
                * Noise.ramp(halfWidth, 0.6f * shoulder, distance)
                * (1 - Noise.ramp(0.6f * shoulder, shoulder, distance));
        surface.elevation[at] += -depth * groove + 0.3f * depth * ridge;
        // bare metal in the groove
        surface.albedo[at] = Noise.mix(surface.albedo[at], 0.55f, 0.6f * bareness * groove);
        surface.gloss[at] = Noise.mix(surface.gloss[at], 0.45f, bareness * groove);
        surface.turned[at] *= 1 - groove;
    }
}
