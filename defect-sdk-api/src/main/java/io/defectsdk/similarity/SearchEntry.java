package io.defectsdk.similarity;

/**
 * A recorded search and its key. Immutable.
 *
 * @param id the database's key
 * @param search what was recorded
 */
public record SearchEntry(long id, SearchRecord search) {}
