package io.defectsdk.testing.line;

/** One defect at one place: changes the surface and marks the pixels it changed. */
interface Flaw {
    /**
     * Works the defect into the surface.
     *
     * @param mask one element per pixel, row-major; set where the defect is
     */
    void apply(Surface surface, Scene scene, boolean[] mask);

    /** A defect whose place, size and severity come from the draw. */
    static Flaw of(Defect defect, Draw draw, Scene scene) {
        float pixel = 1 / scene.scale;
        return switch (defect) {
            case HOLE -> new Hole(draw, pixel);
            case BURR -> new Burr(draw, pixel);
            case SCRATCH -> new Scratch(draw, pixel);
            case STAIN -> new Stain(draw);
        };
    }
}
