package io.defectsdk.deployment;

import io.defectsdk.account.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment as logged. Immutable.
 *
 * @param id the database's key
 * @param type what it makes
 * @param productCode for which product
 * @param status where it stands
 * @param startedAt when it began
 * @param completedAt when it ended, if it has
 * @param message how it ended, in words
 * @param deployedBy who asked for it; unknown for rows that a hand-made database brought along
 */
public record DeploymentRecord(
        long id,
        DeploymentType type,
        String productCode,
        DeploymentStatus status,
        Instant startedAt,
        Optional<Instant> completedAt,
        Optional<String> message,
        Optional<Actor> deployedBy) {}
