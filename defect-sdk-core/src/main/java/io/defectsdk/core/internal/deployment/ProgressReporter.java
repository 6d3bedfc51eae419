package io.defectsdk.core.internal.deployment;

import io.defectsdk.deployment.DeploymentPhase;
import java.time.Duration;

/** Told how far a deployment is; throws where it was cancelled, so that work ends at the next step. */
@FunctionalInterface
interface ProgressReporter {
    /** So many units of a phase are done. */
    void report(DeploymentPhase phase, long done, long total);

    /** A later phase will take about so long. */
    default void expect(DeploymentPhase later, Duration duration) {}
}
