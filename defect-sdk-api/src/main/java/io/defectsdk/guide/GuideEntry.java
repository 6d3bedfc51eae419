package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A recorded guide. Immutable.
 *
 * @param id the database's key
 * @param guide what was recorded
 * @param rating what its reader thought of it, as last said
 * @param done whether somebody said that the action was taken (조치완료)
 */
public record GuideEntry(long id, GuideRecord guide, Optional<GuideRating> rating, boolean done) {
    /** Checks that all is there. */
    public GuideEntry {
        requireNonNull(guide, "guide");
        requireNonNull(rating, "rating");
    }
}
