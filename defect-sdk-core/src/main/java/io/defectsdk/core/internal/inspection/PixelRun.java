package io.defectsdk.core.internal.inspection;

/**
 * Neighbouring pixels of one row.
 *
 * @param y the row
 * @param from first column
 * @param to last column
 */
record PixelRun(int y, int from, int to) {}
