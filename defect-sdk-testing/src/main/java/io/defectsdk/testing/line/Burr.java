package io.defectsdk.testing.line;

/** Torn or squeezed-out material that stands off the outer edge, or into a bolt hole or the bore. */
final class Burr implements Flaw {
    private final Place centre;
    private final float edge;
    /** 1: the material sticks out of the circle; -1: into it. */
    private final int side;

    private final float top;
    private final float middle;
    private final float halfSpan;
    private final float reach;
    private final float teeth;
    private final int seed;

    Burr(Draw draw, float pixel) {
        float severity = draw.unit();
        float where = draw.unit();
        if (where < 0.72f) {
            centre = new Place(0, 0);
            edge = Profile.OUTER_EDGE;
            side = 1;
            top = 0.095f;
            halfSpan = draw.between(0.09f, 0.30f) * (0.7f + 0.6f * severity);
            reach = Math.max(2.5f * pixel, 0.034f + 0.062f * severity);
        } else if (where < 0.88f) {
            centre = Place.polar(Casting.BOLT_CIRCLE, 30 + 60 * draw.below(Casting.BOLTS));
            edge = Casting.BOLT_HOLE;
            side = -1;
            top = Profile.FLANGE_TOP - 0.02f;
            halfSpan = draw.between(0.7f, 1.5f);
            reach = Math.max(2.5f * pixel, edge * (0.45f + 0.35f * severity));
        } else {
            centre = new Place(0, 0);
            edge = Profile.BORE_EDGE;
            side = -1;
            top = Profile.HUB_TOP - 0.02f;
            halfSpan = draw.between(0.35f, 0.8f);
            reach = Math.max(2.5f * pixel, 0.032f + 0.040f * severity);
        }
        float start = side > 0 || centre.x() != 0 ? 0 : (float) (halfSpan + 0.4);
        // into the bore: away from the keyway, which lies at angle 0
        middle =
                start > 0 ? draw.between(start, (float) (2 * Math.PI) - start) : draw.between(0, (float) (2 * Math.PI));
        teeth = draw.between(26, 44);
        seed = draw.noiseSeed();
    }

    @Override
    public void apply(Surface surface, Scene scene, boolean[] mask) {
        float pixel = 1 / scene.scale;
        for (int row = 0, at = 0; row < scene.height; row++) {
            for (int column = 0; column < scene.width; column++, at++) {
                float x = scene.partX(column, row) - centre.x();
                float y = scene.partY(column, row) - centre.y();
                float beyond = side * ((float) Math.sqrt(x * x + y * y) - edge);
                if (beyond > -0.035f && beyond < reach * 1.3f) {
                    float share = share(beyond, arc(x, y), pixel);
                    if (share > 0) {
                        grow(surface, at, x, y, beyond, share);
                        mask[at] |= share > 0.5f;
                    }
                }
            }
        }
    }

    /** Place along the burr: -1 and 1 at its ends. */
    private float arc(float x, float y) {
        double turn = StrictMath.atan2(y, x) - middle;
        while (turn < -Math.PI) {
            turn += 2 * Math.PI;
        }
        return (float) (turn / halfSpan);
    }

    private float share(float beyond, float arc, float pixel) {
        if (arc <= -1 || arc >= 1) {
            return 0;
        }
        float length = arc * halfSpan * edge;
        float jagged = 0.5f + 0.75f * Noise.fractal(seed, length * teeth + 100, 0.5f, 3);
        float taper = 1 - arc * arc;
        float extent = reach * taper * Math.max(0.12f, jagged) - (1 - taper) * pixel;
        float inner = -0.022f * taper * (1 + Noise.value(seed + 1, length * teeth + 100, 0.5f));
        return (1 - Noise.ramp(extent - pixel, extent + pixel, beyond))
                * Noise.ramp(inner - pixel, inner + pixel, beyond);
    }

    private void grow(Surface surface, int at, float x, float y, float beyond, float share) {
        float crumple = Noise.fractal(seed + 2, x * 26, y * 26, 3);
        float flake = top - 0.35f * Math.max(0, beyond) + 0.045f * crumple;
        surface.elevation[at] = Noise.mix(surface.elevation[at], flake, share);
        surface.albedo[at] = Noise.mix(surface.albedo[at], 0.25f * (1 + 0.75f * crumple), share);
        surface.warmth[at] = Noise.mix(surface.warmth[at], 0.05f, share);
        surface.gloss[at] = Noise.mix(surface.gloss[at], 0.40f, share);
        surface.turned[at] *= 1 - share;
    }
}
