package io.defectsdk.testing.line;

import java.util.ArrayList;
import java.util.List;

/** Gas pores: one irregular pit, often with smaller ones around it. */
final class Hole implements Flaw {
    private final List<Pit> pits = new ArrayList<>();

    private record Pit(Place centre, float radius, float depth, float stretch, float cosine, float sine, int seed) {}

    Hole(Draw draw, float pixel) {
        float severity = draw.unit() * draw.unit();
        float radius = Math.max(2.2f * pixel, 0.034f + 0.080f * severity);
        Place main = Place.onFace(draw, radius * 1.2f);
        pits.add(pit(draw, main, radius));
        int satellites = draw.below(5);
        for (int satellite = 0; satellite < satellites; satellite++) {
            float smaller = Math.max(1.3f * pixel, radius * draw.between(0.25f, 0.6f));
            double angle = draw.between(0, (float) (2 * Math.PI));
            float distance = radius * draw.between(1.4f, 3.4f);
            Place place = new Place(
                    main.x() + (float) (distance * StrictMath.cos(angle)),
                    main.y() + (float) (distance * StrictMath.sin(angle)));
            if (place.onFace(smaller)) {
                pits.add(pit(draw, place, smaller));
            }
        }
    }

    private static Pit pit(Draw draw, Place centre, float radius) {
        double angle = draw.between(0, (float) Math.PI);
        return new Pit(
                centre,
                radius,
                radius * draw.between(0.7f, 1.3f),
                draw.between(1.0f, 1.5f),
                (float) StrictMath.cos(angle),
                (float) StrictMath.sin(angle),
                draw.noiseSeed());
    }

    @Override
    public void apply(Surface surface, Scene scene, boolean[] mask) {
        for (int row = 0, at = 0; row < scene.height; row++) {
            for (int column = 0; column < scene.width; column++, at++) {
                float x = scene.partX(column, row);
                float y = scene.partY(column, row);
                for (Pit pit : pits) {
                    float reach = distance(pit, x, y);
                    if (reach < 1.6f) {
                        dig(surface, at, pit, reach, x, y);
                        mask[at] |= reach < 1.12f;
                    }
                }
            }
        }
    }

    /** From the centre, 1 on the ragged edge of the pit. */
    private static float distance(Pit pit, float x, float y) {
        float dx = (x - pit.centre.x()) / pit.radius;
        float dy = (y - pit.centre.y()) / pit.radius;
        if (dx * dx + dy * dy > 9) {
            return 3;
        }
        float along = (pit.cosine * dx + pit.sine * dy) / pit.stretch;
        float across = (pit.cosine * dy - pit.sine * dx) * pit.stretch;
        float ragged = 1 + 0.42f * Noise.fractal(pit.seed, dx * 1.4f, dy * 1.4f, 3);
        return (float) Math.sqrt(along * along + across * across) * ragged;
    }

    private static void dig(Surface surface, int at, Pit pit, float reach, float x, float y) {
        float inside = 1 - Noise.ramp(0.72f, 1.10f, reach);
        float rough = Noise.fractal(pit.seed + 1, x * 3.2f / pit.radius, y * 3.2f / pit.radius, 2);
        surface.elevation[at] -= pit.depth * inside * (1 - 0.45f * reach + 0.22f * rough);
        surface.albedo[at] = Noise.mix(surface.albedo[at], 0.045f * (1 + 0.7f * rough), 0.93f * inside);
        surface.gloss[at] *= 1 - inside;
        surface.turned[at] *= 1 - inside;
        // the skin bulges and shines where the gas broke through
        float rim = Noise.ramp(0.85f, 1.08f, reach) * (1 - Noise.ramp(1.10f, 1.5f, reach));
        surface.elevation[at] += 0.10f * pit.radius * rim;
        surface.albedo[at] *= 1 + 0.35f * rim;
    }
}
