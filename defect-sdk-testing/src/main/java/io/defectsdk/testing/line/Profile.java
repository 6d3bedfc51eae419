package io.defectsdk.testing.line;

import java.util.List;

/**
 * The casting cut through its axis: elevation and finish as a function of the radius, tabulated once
 * for a picture size so that edges are as soft as a pixel is wide.
 */
final class Profile {
    static final float OUTER_EDGE = 1;
    static final float RING_OUTER = 0.665f;
    static final float RING_INNER = 0.475f;
    static final float HUB_OUTER = 0.325f;
    static final float BORE_EDGE = 0.165f;
    static final float FLANGE_TOP = 0.13f;
    static final float HUB_TOP = 0.20f;

    private static final float TABLE_END = 1.25f;
    private static final int ENTRIES = 4096;

    /** From the outside in; each begins where the radius falls below {@code edge}. */
    private static final List<Band> BANDS = List.of(
            new Band(OUTER_EDGE, FLANGE_TOP, 0.035f, Finish.CAST),
            new Band(RING_OUTER, 0.165f, 0.014f, Finish.TURNED),
            new Band(RING_INNER, 0.02f, 0, Finish.RECESS),
            new Band(HUB_OUTER, HUB_TOP, 0.018f, Finish.TURNED),
            new Band(BORE_EDGE, -0.03f, 0, Finish.BORE));

    private final float[] elevation = new float[ENTRIES];
    private final float[] albedo = new float[ENTRIES];
    private final float[] warmth = new float[ENTRIES];
    private final float[] gloss = new float[ENTRIES];
    private final float[] turned = new float[ENTRIES];
    private final float[] grain = new float[ENTRIES];
    private final float[] marks = new float[ENTRIES];

    private record Band(float edge, float top, float chamfer, Finish finish) {}

    Profile(float pixel) {
        float softness = Math.max(0.006f, pixel);
        for (int i = 0; i < ENTRIES; i++) {
            float radius = i * TABLE_END / (ENTRIES - 1);
            set(i, Finish.BELT);
            for (Band band : BANDS) {
                float inside = 1 - Noise.ramp(band.edge - softness, band.edge + softness, radius);
                if (inside > 0) {
                    blend(i, band, radius, inside);
                }
            }
            soften(i, radius);
        }
    }

    private void set(int i, Finish finish) {
        albedo[i] = finish.albedo;
        warmth[i] = finish.warmth;
        gloss[i] = finish.gloss;
        turned[i] = finish.turned;
        grain[i] = finish.grain;
        marks[i] = finish.marks;
    }

    private void blend(int i, Band band, float radius, float share) {
        float top = band.top;
        if (band.chamfer > 0) {
            top -= Noise.clamp((radius - band.edge + band.chamfer) / band.chamfer, 0, 1) * band.chamfer;
        }
        Finish finish = band.finish;
        elevation[i] = Noise.mix(elevation[i], top, share);
        albedo[i] = Noise.mix(albedo[i], finish.albedo, share);
        warmth[i] = Noise.mix(warmth[i], finish.warmth, share);
        gloss[i] = Noise.mix(gloss[i], finish.gloss, share);
        turned[i] = Noise.mix(turned[i], finish.turned, share);
        grain[i] = Noise.mix(grain[i], finish.grain, share);
        marks[i] = Noise.mix(marks[i], finish.marks, share);
    }

    /** Fillets at the foot of the recess's walls, the chamfer at the bore and a groove beside the ring. */
    private void soften(int i, float radius) {
        if (radius < RING_INNER && radius > HUB_OUTER) {
            float wall = Math.min(RING_INNER - radius, radius - HUB_OUTER);
            float fillet = Noise.clamp(1 - wall / 0.04f, 0, 1);
            elevation[i] = Math.max(elevation[i], 0.02f + 0.05f * fillet * fillet);
        } else if (radius > BORE_EDGE && radius < BORE_EDGE + 0.016f) {
            elevation[i] -= BORE_EDGE + 0.016f - radius;
        } else if (radius > RING_INNER && radius < RING_INNER + 0.012f) {
            elevation[i] -= RING_INNER + 0.012f - radius;
        }
        float groove = 1 - Noise.clamp(Math.abs(radius - RING_OUTER - 0.014f) / 0.014f, 0, 1);
        elevation[i] -= 0.018f * groove;
        albedo[i] *= 1 - 0.35f * groove;
    }

    private static int index(float radius) {
        return Math.min(ENTRIES - 1, (int) (radius * ((ENTRIES - 1) / TABLE_END) + 0.5f));
    }

    float elevation(float radius) {
        return elevation[index(radius)];
    }

    float albedo(float radius) {
        return albedo[index(radius)];
    }

    float warmth(float radius) {
        return warmth[index(radius)];
    }

    float gloss(float radius) {
        return gloss[index(radius)];
    }

    float turned(float radius) {
        return turned[index(radius)];
    }

    float grain(float radius) {
        return grain[index(radius)];
    }

    float marks(float radius) {
        return marks[index(radius)];
    }
}
