package io.defectsdk.catalog;

/**
 * What lies in storage under a key. Immutable.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param bytes size
 */
public record StoredContent(String sha256, long bytes) {}
