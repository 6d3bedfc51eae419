package io.defectsdk.testing.line;

/** A dried drop of oil, rust or coolant: colour and gloss change, the surface stays as it is. */
final class Stain implements Flaw {
    private final Place centre;
    private final float radius;
    private final float strength;
    private final float warmth;
    private final float darkness;
    private final float shine;
    private final int seed;

    Stain(Draw draw) {
        float severity = draw.unit();
        radius = draw.between(0.10f, 0.215f) * (0.85f + 0.35f * severity);
        centre = Place.onFace(draw, 0.045f);
        strength = 0.48f + 0.52f * severity;
        boolean rust = draw.chance(0.45f);
        warmth = rust ? draw.between(0.9f, 1.5f) : draw.between(0.2f, 0.5f);
        darkness = rust ? draw.between(0.40f, 0.55f) : draw.between(0.55f, 0.75f);
        shine = rust ? 0.15f : 0.55f;
        seed = draw.noiseSeed();
    }

    @Override
    public void apply(Surface surface, Scene scene, boolean[] mask) {
        for (int row = 0, at = 0; row < scene.height; row++) {
            for (int column = 0; column < scene.width; column++, at++) {
                float dx = (scene.partX(column, row) - centre.x()) / radius;
                float dy = (scene.partY(column, row) - centre.y()) / radius;
                if (dx * dx + dy * dy < 4 && new Place(scene.partX(column, row), scene.partY(column, row)).onFace(0)) {
                    float cover = cover(dx, dy);
                    soak(surface, at, strength * cover);
                    mask[at] |= cover > 0.3f;
                }
            }
        }
    }

    private float cover(float dx, float dy) {
        // bent twice and turned against the axes, or the lattice of the noise would show as straight edges
        float bentX = dx + 0.38f * Noise.fractal(seed + 2, 1.1f * dx + 1.3f * dy, 1.1f * dy - 1.3f * dx, 3);
        float bentY = dy + 0.38f * Noise.fractal(seed + 3, 0.9f * dx - 1.4f * dy, 0.9f * dy + 1.4f * dx, 3);
        float ragged = Noise.fractal(seed, 1.2f * bentX + 0.9f * bentY, 1.2f * bentY - 0.9f * bentX, 4);
        float reach = (float) Math.sqrt(bentX * bentX + bentY * bentY) * (1 + 0.6f * ragged);
        float body = 1 - Noise.ramp(0.45f, 1, reach);
        // a drop dries from its edge inwards and leaves most of itself there
        float border = Noise.ramp(0.35f, 0.62f, reach) * (1 - Noise.ramp(0.62f, 0.95f, reach));
        float patchy = 1 + 0.35f * Noise.fractal(seed + 1, dx * 2.6f, dy * 2.6f, 3);
        return Noise.clamp((0.72f * body + 0.38f * border) * patchy, 0, 1);
    }

    private void soak(Surface surface, int at, float cover) {
        surface.albedo[at] *= 1 - darkness * cover;
        surface.warmth[at] = Noise.mix(surface.warmth[at], warmth, cover);
        surface.gloss[at] *= 1 - (1 - shine) * cover;
    }
}
