package io.defectsdk.deployment;

/** How patch scores become an anomaly map at input resolution; each is blurred with a Gaussian of σ = 4 pixels (33 taps). */
public enum MapRule {
    /** Distances, interpolated (bilinear, half-pixel centres), mirrored at the outermost pixel for the blur. */
    BILINEAR,
    /** Distances, each repeated over the pixels of its patch, mirrored at the outermost pixel for the blur. As anomalib does. */
    NEAREST,
    /**
     * Squared distances, interpolated (bilinear, half-pixel centres), mirrored beyond the outermost pixel for the blur, which so counts
     * twice. As the authors' code does.
     */
    SQUARED
}
