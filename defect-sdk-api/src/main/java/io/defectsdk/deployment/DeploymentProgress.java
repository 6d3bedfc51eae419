package io.defectsdk.deployment;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a deployment is. Immutable.
 *
 * @param phase what it is doing
 * @param done units of this phase that are done
 * @param total units of this phase
 * @param fraction share of the whole deployment's time that has passed, 0 to 1: it never falls, and is 1 when it has ended
 * @param remaining estimate of the time until the whole deployment has ended, from the speed so far; once there is something
 *     to estimate from
 */
public record DeploymentProgress(
        DeploymentPhase phase, long done, long total, double fraction, Optional<Duration> remaining) {}
