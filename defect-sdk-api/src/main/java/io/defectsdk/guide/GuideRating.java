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
        checkStars(stars);
        requireNonNull(comment, "comment");
        requireNonNull(author, "author");
        requireNonNull(ratedAt, "ratedAt");
    }

    /**
     * A comment, if it is not too long; none if it is blank. Rows of a hand-made database hold longer ones.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_COMMENT} characters
     */
    public static Optional<String> checkComment(String comment) {
        return comment.isBlank() ? Optional.empty() : Optional.of(Checks.longText(comment, "comment", MAX_COMMENT));
    }

    /**
     * The stars, if they are 1 to 5.
     *
     * @throws IllegalArgumentException if they are not
     */
    public static int checkStars(int stars) {
        return Checks.inRange(stars, "stars", 1, 5);
    }
}
