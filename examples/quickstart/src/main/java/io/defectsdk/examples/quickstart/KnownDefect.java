package io.defectsdk.examples.quickstart;

import io.defectsdk.inspection.Picture;

/**
 * A picture of a defect of known type, to be registered.
 *
 * @param code code of the type
 * @param koreanName the type as people call it
 * @param picture what the camera saw
 */
record KnownDefect(String code, String koreanName, Picture picture) {}
