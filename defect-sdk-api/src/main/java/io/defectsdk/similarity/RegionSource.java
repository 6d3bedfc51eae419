package io.defectsdk.similarity;

/** How it is known where on a registered picture the defect is. */
public enum RegionSource {
    /** A person marked it. */
    DRAWN,
    /**
     * It is a region of the picture's own anomaly map, as the product's recipe at that time had it. Where people marked regions, only those
     * that one of them touches: the same defect as a map shows it.
     */
    DERIVED,
    /** Neither is there: the picture as a whole stands for it. */
    WHOLE
}
