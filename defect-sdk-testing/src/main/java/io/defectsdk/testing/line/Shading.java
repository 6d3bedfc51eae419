package io.defectsdk.testing.line;

/**
 * Light on a {@link Surface}: a lamp from one side with soft cast shadows, a weaker one from across,
 * and light from all around that reaches less into corners. Lambert's law for the scattered part,
 * Blinn's for the mirror-like part, Kajiya's for the gloss that turning marks stretch.
 */
final class Shading {
    private static final float AMBIENT = 0.30f;
    private static final float LAMP = 1.05f;
    private static final float FILL = 0.22f;
    private static final float HIGHEST = 0.26f;
    private static final int SHADOW_STEPS = 16;

    private final Surface surface;
    private final Scene scene;
    private final float[] openness;

    /** Takes the openness from the surface as it is now; later changes to it are lit, but close no corner. */
    Shading(Surface surface, Scene scene) {
        this.surface = surface;
        this.scene = scene;
        this.openness =
                Smoothing.box(surface.elevation, surface.width, surface.height, (int) (surface.scale * 0.05f) + 1);
        for (int at = 0; at < openness.length; at++) {
            float below = openness[at] - surface.elevation[at];
            openness[at] = Noise.clamp(1 - 5.5f * below, 0.30f, 1.06f);
        }
    }

    /** Light that leaves towards the camera, linear: three planes red, green, blue, row-major. */
    float[][] light() {
        int pixels = surface.pixels();
        float[][] light = new float[3][pixels];
        Lamp lamp = new Lamp(scene.lightX, scene.lightY, scene.lightZ);
        Lamp fill = new Lamp(-scene.lightY * 0.8f, scene.lightX * 0.55f, scene.lightZ);
        for (int row = 0, at = 0; row < surface.height; row++) {
            for (int column = 0; column < surface.width; column++, at++) {
                float slopeX = slope(at, column, surface.width, 1);
                float slopeY = slope(at, row, surface.height, surface.width);
                float length = (float) Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
                float normalX = -slopeX / length;
                float normalY = -slopeY / length;
                float normalZ = 1 / length;
                float lit = LAMP * unshadowed(column, row, at);
                float scattered = AMBIENT * openness[at] * (0.4f + 0.6f * normalZ)
                        + lit * lamp.scattered(normalX, normalY, normalZ)
                        + FILL * openness[at] * fill.scattered(normalX, normalY, normalZ);
                float mirrored = lit * lamp.mirrored(at, normalX, normalY, normalZ)
                        + FILL * openness[at] * fill.mirrored(at, normalX, normalY, normalZ);
                float colour = surface.albedo[at] * scattered;
                float warmth = surface.warmth[at];
                float shine = surface.gloss[at] * mirrored;
                light[0][at] = colour * (1 + 0.22f * warmth) + shine;
                light[1][at] = colour * (1 + 0.02f * warmth) + shine * 0.99f;
                light[2][at] = colour * (1 - 0.30f * warmth) + shine * 0.965f;
            }
        }
        return light;
    }

    /** Slope across a pixel, in part units of height per part unit of length. */
    private float slope(int at, int position, int size, int stride) {
        int before = position > 0 ? at - stride : at;
        int after = position < size - 1 ? at + stride : at;
        float run = position > 0 && position < size - 1 ? 2 : 1;
        return (surface.elevation[after] - surface.elevation[before]) * surface.scale / run;
    }

    /** Share of the lamp that is seen from a pixel, walking the elevation towards it. */
    private float unshadowed(int column, int row, int at) {
        float from = surface.elevation[at];
        if (from >= HIGHEST) {
            return 1;
        }
        float horizontal = (float) Math.sqrt(scene.lightX * scene.lightX + scene.lightY * scene.lightY);
        float rise = scene.lightZ / horizontal;
        float stepX = scene.lightX / horizontal * surface.scale;
        float stepY = scene.lightY / horizontal * surface.scale;
        float farthest = (HIGHEST - from) / rise;
        float seen = 1;
        for (int step = 1; step <= SHADOW_STEPS; step++) {
            float share = step / (float) SHADOW_STEPS;
            float distance = farthest * share * (0.35f + 0.65f * share);
            float x = column + stepX * distance;
            float y = row + stepY * distance;
            if (x < 0 || y < 0 || x >= surface.width - 1 || y >= surface.height - 1) {
                break;
            }
            float blocked = elevation(x, y) - from - rise * distance;
            float penumbra = 0.018f + 0.22f * distance;
            seen = Math.min(seen, 1 - Noise.ramp(-0.3f * penumbra, 0.7f * penumbra, blocked));
        }
        return seen;
    }

    private float elevation(float x, float y) {
        int column = (int) x;
        int row = (int) y;
        int at = row * surface.width + column;
        float[] elevation = surface.elevation;
        float top = Noise.mix(elevation[at], elevation[at + 1], x - column);
        float bottom = Noise.mix(elevation[at + surface.width], elevation[at + surface.width + 1], x - column);
        return Noise.mix(top, bottom, y - row);
    }

    /** One distant light; the camera looks straight down. */
    private final class Lamp {
        private final float x;
        private final float y;
        private final float z;
        private final float halfX;
        private final float halfY;
        private final float halfZ;

        Lamp(float x, float y, float z) {
            this.x = x;
            this.y = y;
            this.z = z;
            float length = (float) Math.sqrt(x * x + y * y + (z + 1) * (z + 1));
            halfX = x / length;
            halfY = y / length;
            halfZ = (z + 1) / length;
        }

        float scattered(float normalX, float normalY, float normalZ) {
            return Math.max(0, normalX * x + normalY * y + normalZ * z);
        }

        float mirrored(int at, float normalX, float normalY, float normalZ) {
            float turned = surface.turned[at];
            float facing = Math.max(0, normalX * halfX + normalY * halfY + normalZ * halfZ);
            float point = power32(facing);
            if (turned <= 0) {
                return point;
            }
            float along = surface.grainX[at] * halfX + surface.grainY[at] * halfY;
            float across = (float) Math.sqrt(Math.max(0, 1 - along * along));
            float streak = power32(across * across) * facing * facing;
            return Noise.mix(point, 0.75f * streak + 0.25f * point, turned);
        }

        private static float power32(float value) {
            float power = value * value;
            power *= power;
            power *= power;
            power *= power;
            return power * power;
        }
    }
}
