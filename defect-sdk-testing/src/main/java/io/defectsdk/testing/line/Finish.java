package io.defectsdk.testing.line;

/** How a stretch of the part's profile is made, and so how it takes the light. */
enum Finish {
    /** The conveyor under the part. */
    BELT(0.070f, -0.15f, 0.02f, 0, 0, 0),
    /** As it came out of the mould. */
    CAST(0.175f, -0.05f, 0.10f, 0, 1, 0),
    /** Turned on a lathe. */
    TURNED(0.190f, 0.08f, 0.72f, 1, 0.06f, 1),
    /** The floor of the recess: cast, never cleaned. */
    RECESS(0.10f, 0.05f, 0.05f, 0, 1.15f, 0),
    /** What is seen through the hub. */
    BORE(0.03f, -0.1f, 0.01f, 0, 0.2f, 0);

    final float albedo;
    final float warmth;
    final float gloss;
    final float turned;
    /** Strength of the sand-cast texture. */
    final float grain;
    /** Strength of the turning marks. */
    final float marks;

    Finish(float albedo, float warmth, float gloss, float turned, float grain, float marks) {
        this.albedo = albedo;
        this.warmth = warmth;
        this.gloss = gloss;
        this.turned = turned;
        this.grain = grain;
        this.marks = marks;
    }
}
