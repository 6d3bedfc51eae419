package io.defectsdk.inspection;

/**
 * A corner where four pixels meet: (0, 0) is the upper left corner of the upper left pixel, (1, 1) its lower right one. Immutable.
 *
 * @param x columns to its left
 * @param y rows above it
 */
public record Vertex(int x, int y) {}
