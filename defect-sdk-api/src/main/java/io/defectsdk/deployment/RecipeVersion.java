package io.defectsdk.deployment;

import java.time.Instant;

/**
 * A version of a product's recipe: all that turns a picture into a verdict. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param version counts a product's recipes from 1
 * @param sha256 hash of its content, 64 lower-case hexadecimal digits; also the key of its artifact
 * @param active whether it judges pictures now
 * @param createdAt when it was made
 * @param deploymentId the deployment that made it
 * @param summary what it is made of
 */
public record RecipeVersion(
        long id,
        String productCode,
        int version,
        String sha256,
        boolean active,
        Instant createdAt,
        long deploymentId,
        RecipeSummary summary) {}
