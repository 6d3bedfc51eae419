package io.defectsdk.core.internal.deployment;

import io.defectsdk.deployment.DeploymentPhase;

/** Told how far a deployment is; throws where it was cancelled, so that work ends at the next step. */
@FunctionalInterface
interface ProgressReporter {
    /** So many units of a phase are done. */
    void report(DeploymentPhase phase, long done, long total);
}
