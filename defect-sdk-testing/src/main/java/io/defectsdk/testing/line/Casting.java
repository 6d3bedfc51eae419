package io.defectsdk.testing.line;

/** The good part on its conveyor: fills a {@link Surface} from the profile and the scene's texture. */
final class Casting {
    static final int BOLTS = 6;
    static final float BOLT_CIRCLE = 0.82f;
    static final float BOLT_HOLE = 0.062f;
    static final float SPOT_FACE = 0.112f;

    private static final float BOLT_CHAMFER = 0.016f;
    private static final float KEYWAY_HALF_WIDTH = 0.034f;
    private static final float KEYWAY_END = 0.215f;
    private static final float RIB_HEIGHT = 0.075f;
    private static final float FULL_TURN = (float) (2 * Math.PI);
    private static final float[] BOLT_X = new float[BOLTS];
    private static final float[] BOLT_Y = new float[BOLTS];

    static {
        for (int bolt = 0; bolt < BOLTS; bolt++) {
            double angle = StrictMath.toRadians(30 + bolt * 360.0 / BOLTS);
            BOLT_X[bolt] = (float) (BOLT_CIRCLE * StrictMath.cos(angle));
            BOLT_Y[bolt] = (float) (BOLT_CIRCLE * StrictMath.sin(angle));
        }
    }

    private final Scene scene;
    private final Surface surface;
    private final Profile profile;
    private final int seed;
    private final float pixel;

    private Casting(Scene scene) {
        this.scene = scene;
        this.seed = scene.textureSeed;
        this.pixel = 1 / scene.scale;
        this.surface = new Surface(scene.width, scene.height, scene.scale);
        this.profile = new Profile(pixel);
    }

    static Surface on(Scene scene) {
        Casting casting = new Casting(scene);
        for (int row = 0, at = 0; row < scene.height; row++) {
            for (int column = 0; column < scene.width; column++, at++) {
                casting.fill(at, column, row);
            }
        }
        return casting.surface;
    }

    /** Index of the bolt hole nearest to a point of the part. */
    static int nearestBolt(float x, float y) {
        int nearest = 0;
        for (int bolt = 1; bolt < BOLTS; bolt++) {
            if (squaredDistance(bolt, x, y) < squaredDistance(nearest, x, y)) {
                nearest = bolt;
            }
        }
        return nearest;
    }

    static float boltDistance(int bolt, float x, float y) {
        return (float) Math.sqrt(squaredDistance(bolt, x, y));
    }

    private static float squaredDistance(int bolt, float x, float y) {
        float dx = x - BOLT_X[bolt];
        float dy = y - BOLT_Y[bolt];
        return dx * dx + dy * dy;
    }

    private void fill(int at, int column, int row) {
        float x = scene.partX(column, row);
        float y = scene.partY(column, row);
        float radius = (float) Math.sqrt(x * x + y * y);
        // a mould never closes quite round
        float wavy = radius > 0.9f ? radius + 0.004f * Noise.fractal(seed + 11, x * 5, y * 5, 2) : radius;
        surface.elevation[at] = profile.elevation(wavy);
        surface.albedo[at] = profile.albedo(wavy);
        surface.warmth[at] = profile.warmth(wavy);
        surface.gloss[at] = profile.gloss(wavy);
        surface.turned[at] = profile.turned(wavy);
        float partShare = 1 - Noise.ramp(1 - pixel, 1 + pixel, wavy);
        if (partShare < 1) {
            belt(at, column, row, 1 - partShare);
        }
        if (partShare > 0) {
            grain(at, x, y, partShare * profile.grain(wavy));
            alongCircle(at, x, y, radius);
            marks(at, x, y, radius, 1, partShare * profile.marks(wavy));
            if (radius > BOLT_CIRCLE - 0.15f && radius < BOLT_CIRCLE + 0.15f) {
                bolt(at, x, y);
            } else if (radius < Profile.RING_INNER && radius > Profile.HUB_OUTER) {
                rib(at, x, y, radius);
            } else if (radius < KEYWAY_END + 0.02f) {
                keyway(at, x, y);
            }
        }
    }

    /** Woven conveyor, worn in patches. */
    private void belt(int at, int column, int row, float share) {
        float x = column * pixel;
        float y = row * pixel;
        float weave = Noise.value(seed + 21, x * 80, y * 36) + Noise.value(seed + 22, x * 36, y * 80);
        float wear = Noise.fractal(seed + 23, x * 1.6f + 0.5f * y, y * 1.6f - 0.5f * x, 3);
        surface.albedo[at] *= 1 + share * (0.07f * weave + 0.25f * wear);
        surface.elevation[at] += share * 0.0012f * weave;
    }

    /** The sandy skin of a casting: granules, and a slow mottling of the oxide. */
    private void grain(int at, float x, float y, float strength) {
        // turned against the axes, so that the lattice of the noise does not line up with anything
        float across = 0.83f * x - 0.56f * y;
        float along = 0.56f * x + 0.83f * y;
        float granules = 0.55f * Noise.value(seed + 31, x * 37, y * 37)
                + 0.65f * Noise.value(seed + 33, across * 64, along * 64)
                + 0.45f * Noise.value(seed + 34, x * 97, y * 97);
        float mottling = Noise.fractal(seed + 32, x * 3.5f, y * 3.5f, 3);
        surface.elevation[at] += strength * 0.0048f * granules;
        surface.albedo[at] *= 1 + strength * (0.15f * granules + 0.17f * mottling);
        surface.warmth[at] += strength * 0.10f * mottling;
    }

    /** Concentric marks of the tool, around a centre at the given distance. */
    private void marks(int at, float x, float y, float radius, float fineness, float strength) {
        if (strength <= 0) {
            return;
        }
        float drift = Noise.value(seed + 41, x * 2.3f, y * 2.3f);
        float pass = radius * fineness * 62 + 0.35f * drift;
        float mark = Noise.value(seed + 42, pass, 0.5f) + 0.8f * Noise.value(seed + 43, pass * 2.3f, 0.5f);
        float fading = 0.75f + 0.5f * Noise.value(seed + 44, x * 5, y * 5);
        float smear = Noise.fractal(seed + 45, x * 6, y * 6, 2);
        surface.elevation[at] += strength * 0.0011f * mark * fading;
        surface.albedo[at] *= 1 + strength * (0.13f * mark * fading + 0.06f * smear);
        surface.gloss[at] *= 1 + strength * (0.30f * mark * fading + 0.16f * smear);
    }

    private void alongCircle(int at, float dx, float dy, float distance) {
        float length = Math.max(distance, 1e-6f);
        surface.grainX[at] = scene.pictureX(-dy / length, dx / length);
        surface.grainY[at] = scene.pictureY(-dy / length, dx / length);
    }

    /** A bolt hole with its chamfer, in a spot face that the cutter left bright. */
    private void bolt(int at, float x, float y) {
        int bolt = nearestBolt(x, y);
        float distance = boltDistance(bolt, x, y);
        float face = 1 - Noise.ramp(SPOT_FACE - pixel, SPOT_FACE + pixel, distance);
        if (face <= 0) {
            return;
        }
        mixTo(at, Finish.TURNED, Profile.FLANGE_TOP - 0.016f, face);
        alongCircle(at, x - BOLT_X[bolt], y - BOLT_Y[bolt], distance);
        marks(at, x, y, distance, 1.3f, face);
        float chamfer = BOLT_HOLE + BOLT_CHAMFER - distance;
        if (chamfer > 0) {
            surface.elevation[at] -= Math.min(chamfer, BOLT_CHAMFER);
        }
        float hole = 1 - Noise.ramp(BOLT_HOLE - pixel, BOLT_HOLE + pixel, distance);
        mixTo(at, Finish.BORE, -0.03f, hole);
    }

    /** Swirled ribs between hub and ring. */
    private void rib(int at, float x, float y, float radius) {
        float turn = (float) StrictMath.atan2(y, x) / FULL_TURN + 0.42f * radius;
        float phase = turn * BOLTS + 2 * BOLTS;
        float offCrest = Math.abs(phase - (int) phase - 0.5f) * FULL_TURN * radius / BOLTS;
        float height = 0.02f + RIB_HEIGHT * (1 - Noise.ramp(0.012f, 0.055f, offCrest));
        if (height > surface.elevation[at]) {
            surface.elevation[at] = height;
        }
        surface.albedo[at] *= 1 + 4 * (height - 0.02f);
    }

    private void keyway(int at, float x, float y) {
        float across = 1 - Noise.ramp(KEYWAY_HALF_WIDTH - pixel, KEYWAY_HALF_WIDTH + pixel, Math.abs(y));
        float along = x <= 0 ? 0 : 1 - Noise.ramp(KEYWAY_END - pixel, KEYWAY_END + pixel, x);
        float inside = across * along;
        if (inside > 0) {
            mixTo(at, Finish.BORE, -0.03f, inside);
        }
    }

    private void mixTo(int at, Finish finish, float elevation, float share) {
        surface.elevation[at] = Noise.mix(surface.elevation[at], elevation, share);
        surface.albedo[at] = Noise.mix(surface.albedo[at], finish.albedo, share);
        surface.warmth[at] = Noise.mix(surface.warmth[at], finish.warmth, share);
        surface.gloss[at] = Noise.mix(surface.gloss[at], finish.gloss, share);
        surface.turned[at] = Noise.mix(surface.turned[at], finish.turned, share);
    }
}
