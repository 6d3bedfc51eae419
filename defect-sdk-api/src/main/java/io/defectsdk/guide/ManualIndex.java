package io.defectsdk.guide;

import java.time.Instant;

/**
 * A version of the index of a product's manuals: their passages, and what they are found by. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param version counts a product's indexes from 1
 * @param sha256 hash of its content, 64 lower-case hexadecimal digits
 * @param active whether searches use it now
 * @param createdAt when it was made
 * @param deploymentId the deployment that made it
 * @param summary what it is made of
 */
public record ManualIndex(
        long id,
        String productCode,
        int version,
        String sha256,
        boolean active,
        Instant createdAt,
        long deploymentId,
        ManualIndexSummary summary) {}
