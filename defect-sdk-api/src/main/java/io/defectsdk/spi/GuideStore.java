package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps guides and what was thought of them: the seed's {@code response_history}. See {@link Stores} for what all stores promise. */
public interface GuideStore {
    /**
     * Records a guide; paths are cut off as {@link SearchStore#keptPath} does. An actor with an account that does not exist under this name is
     * recorded as vouched for. An inspection or a search that is not in the database, because it could not be recorded, is left out.
     *
     * @return its key
     * @throws io.defectsdk.StoreException if its index is not in the database
     */
    long add(GuideRecord guide);

    /** The guide with this key. */
    Optional<GuideEntry> find(long id);

    /** A product's guides, newest first (by {@code generatedAt}, then key), at most {@code limit}. */
    List<GuideEntry> recent(String productCode, int limit);

    /** An inspection's guides, newest first. */
    List<GuideEntry> ofInspection(UUID inspectionId);

    /**
     * Rates a guide; audit action {@code guide.rate}, subject {@code guide:<id>}, detail the stars. Of two that rate an unrated guide at the same time,
     * one is its author.
     *
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     * @throws io.defectsdk.AccessDeniedException if somebody else asked for it or rated it before: another account, or another name that the
     *     host vouches for
     */
    GuideEntry rate(long id, int stars, Optional<String> comment, Actor author, Instant now);

    /**
     * All ratings of a guide, newest first.
     *
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     */
    List<GuideRating> ratings(long id);

    /** A product's guides whose last rating is at most {@code stars}, newest rating first, then by key, at most {@code limit}. */
    List<GuideEntry> lowRated(String productCode, int stars, int limit);

    /**
     * Marks a guide's action as taken; audit action {@code guide.done}, subject {@code guide:<id>}, the first time.
     *
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     */
    GuideEntry markDone(long id, Actor actor, Instant now);
}
