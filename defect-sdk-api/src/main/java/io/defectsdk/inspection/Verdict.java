package io.defectsdk.inspection;

/** What the machine says of a part. */
public enum Verdict {
    /** Good: the anomaly score is at or below the review threshold. */
    OK,
    /** Grey zone: above the review threshold, at or below the NG threshold; a person should look. */
    REVIEW,
    /** Bad: above the NG threshold. */
    NG
}
