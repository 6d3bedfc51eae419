package io.defectsdk.examples.quickstart;

import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Picture;

/**
 * A part to be inspected.
 *
 * @param name how it is called in tables, such as {@code crack/000.jpg}
 * @param truth what it really is
 * @param picture what the camera saw
 */
record Part(String name, Truth truth, Picture picture) {}
