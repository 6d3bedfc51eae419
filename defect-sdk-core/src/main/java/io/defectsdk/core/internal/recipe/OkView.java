package io.defectsdk.core.internal.recipe;

import java.util.Optional;

/**
 * An OK picture, made small, to be shown beside what was inspected. Not changed after it was made.
 *
 * @param picture its index among the recipe's OK pictures
 * @param name under which it was given
 * @param width of the picture itself, upright, in pixels
 * @param height of the picture itself
 * @param jpeg the small picture
 */
@SuppressWarnings("ArrayRecordComponent") // internal, handed over and not changed
public record OkView(int picture, Optional<String> name, int width, int height, byte[] jpeg) {}
