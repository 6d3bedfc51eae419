package io.defectsdk.testing.line;

/** A point of the part, in part coordinates. */
record Place(float x, float y) {
    private static final int TRIES = 200;

    /** A random point on a machined or cast face that faces the camera, this far from its edges. */
    static Place onFace(Draw draw, float clearance) {
        float kind = draw.unit();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            float radius = kind < 0.50f
                    ? draw.between(Profile.RING_OUTER + 0.04f, 0.95f)
                    : kind < 0.85f
                            ? draw.between(Profile.RING_INNER, Profile.RING_OUTER)
                            : draw.between(Profile.BORE_EDGE, Profile.HUB_OUTER);
            Place place = polar(radius, draw.between(0, 360));
            if (place.onFace(clearance)) {
                return place;
            }
        }
        // between two bolt holes there is always room
        return polar(0.82f, 60 * draw.below(Casting.BOLTS));
    }

    static Place polar(float radius, float degrees) {
        double angle = StrictMath.toRadians(degrees);
        return new Place((float) (radius * StrictMath.cos(angle)), (float) (radius * StrictMath.sin(angle)));
    }

    /** Whether the point is on a face and at least this far from the face's edges. */
    boolean onFace(float clearance) {
        float radius = (float) Math.sqrt(x * x + y * y);
        boolean hub = radius > Profile.BORE_EDGE + clearance && radius < Profile.HUB_OUTER - clearance;
        boolean flange = radius > Profile.RING_INNER + clearance && radius < Profile.OUTER_EDGE - 0.03f - clearance;
        return (hub || flange)
                && Casting.boltDistance(Casting.nearestBolt(x, y), x, y) > Casting.BOLT_HOLE + 0.016f + clearance;
    }
}
