package io.defectsdk.similarity;

/**
 * A registered picture that could not be embedded. Immutable.
 *
 * @param pictureId the database's key
 * @param fileName the name it came under
 * @param reason why, in words
 */
public record SkippedPicture(long pictureId, String fileName, String reason) {}
