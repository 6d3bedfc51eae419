package io.defectsdk.examples.quickstart.evaluation;

/**
 * A picture that could not be inspected. Immutable.
 *
 * @param name how it is called in tables
 * @param reason why, in words
 */
public record Skipped(String name, String reason) {}
