package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.internal.Checks;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody thought of a guide. Immutable.
 *
 * @param stars 1 (useless) to 5 (it helped)
 * @param comment why, at most {@value #MAX_COMMENT} characters
 * @param author who; empty for a row of a hand-made database
 * @param ratedAt when, to the microsecond
 */
public record GuideRating(int stars, Optional<String> comment, Optional<Actor> author, Instant ratedAt) {
    /** The longest comment, in characters. */
    public static final int MAX_COMMENT = 2_000;

    /** Checks the ranges. */
    public GuideRating {
        Checks.inRange(stars, "stars", 1, 5);
        requireNonNull(comment, "comment");
        requireNonNull(author, "author");
        requireNonNull(ratedAt, "ratedAt");
    }
}
