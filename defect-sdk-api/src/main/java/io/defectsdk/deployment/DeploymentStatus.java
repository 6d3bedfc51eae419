package io.defectsdk.deployment;

/** Where a deployment stands; the seed's {@code status} and {@code cancelled}. */
public enum DeploymentStatus {
    /** Accepted, not begun. */
    PENDING,
    /** At work. */
    RUNNING,
    /** Its version is active. */
    COMPLETED,
    /** Ended without a version; the old one is still active. */
    FAILED,
    /** Ended by {@link DeploymentRun#cancel()}; the old version is still active. */
    CANCELLED
}
