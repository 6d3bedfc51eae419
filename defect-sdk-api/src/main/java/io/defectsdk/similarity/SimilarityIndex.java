package io.defectsdk.similarity;

import java.time.Instant;

/**
 * A version of a product's similarity index: how pictures become embeddings, and how far votes can be trusted. Which pictures are in it is
 * not part of a version: pictures come and go, see {@link Similarity#update}. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param version counts a product's indexes from 1
 * @param sha256 hash of its content, 64 lower-case hexadecimal digits
 * @param spaceSha256 hash of all that turns a picture into an embedding; embeddings of one space can be compared
 * @param active whether searches use it now
 * @param createdAt when it was made
 * @param deploymentId the deployment that made it
 * @param summary what it is made of
 */
public record SimilarityIndex(
        long id,
        String productCode,
        int version,
        String sha256,
        String spaceSha256,
        boolean active,
        Instant createdAt,
        long deploymentId,
        IndexSummary summary) {}
