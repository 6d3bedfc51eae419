package io.defectsdk.deployment;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a deployment is. Immutable.
 *
 * @param phase what it is doing
 * @param done units of this phase that are done
 * @param total units of this phase
 * @param remaining estimate for this phase, once there is something to estimate from
 */
public record DeploymentProgress(DeploymentPhase phase, long done, long total, Optional<Duration> remaining) {}
