package io.defectsdk.core.internal.patchcore;

/** Brings planes of one shape to another one. Confined to one thread. */
interface PlaneChange {
    /** From one plane to another, row-major both. */
    void apply(float[] from, float[] to);

    /** Makes one for given shapes. */
    @FunctionalInterface
    interface Maker {
        /** From {@code [fromHeight, fromWidth]} to {@code [toHeight, toWidth]}. */
        PlaneChange of(int fromHeight, int fromWidth, int toHeight, int toWidth);
    }
}
