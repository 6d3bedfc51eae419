package io.defectsdk.guide;

import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;

/**
 * Response guides (대응 매뉴얼) out of the products' manuals, and search in these. An index of the manuals is made by {@link
 * io.defectsdk.deployment.DeploymentManager#deploy(io.defectsdk.deployment.ManualIndexDeployment, Actor)}. Thread-safe.
 *
 * <p>Every method throws {@link io.defectsdk.StoreException} when the database is away and what is asked for is not at hand.
 */
public interface Guides {
    /**
     * Makes a guide, on the calling thread, and records it. A language model that is slow, broken, overloaded or away stops nothing: the
     * guide is extractive then, and {@link Guide#fallback()} says why. Nor does a database that is away, once the index is loaded: {@link
     * Guide#recorded()} is false then. A subject that was asked for before, with the same words, index, settings and model, is answered from
     * a cache, and recorded all the same.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN}; {@code DEFECT_TYPE_UNKNOWN} if the product has no such type
     * @throws io.defectsdk.ManualException {@code MANUAL_INDEX_MISSING} if the product has no index of its manuals; {@code
     *     MANUAL_INDEX_UNREADABLE} if it is damaged or of a newer release
     * @throws IllegalArgumentException if the request names neither a defect type nor words
     * @throws io.defectsdk.ConfigurationException if no artifact for searching by words is on the class path
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while a language model is asked; it stays interrupted
     */
    Guide generate(GuideRequest request);

    /**
     * Makes a guide as {@link #generate} does, in the background, and tells of each step: the passages, what a language model says as it
     * says it, and last the guide, always, unless {@link #generate} would have thrown: then {@link Flow.Subscriber#onError} gets that. One
     * subscriber, and the work begins when it first asks for an event; a subscriber that asks for too few events misses pieces of the model's answer, never the guide.
     * Cancelling ends the work, and what a model's server does for it.
     */
    Flow.Publisher<GuideEvent> stream(GuideRequest request);

    /**
     * Searches the manuals by words and by meaning, on the calling thread. Products without an index are passed over, unless they were asked
     * for by name. Passages of manuals that were replaced, retired or removed since the index was made are not shown.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if one that was asked for does not exist
     * @throws io.defectsdk.ManualException {@code MANUAL_INDEX_MISSING} if one that was asked for, or if none was, every product, has no
     *     index; {@code MANUAL_INDEX_UNREADABLE} if one is damaged or of a newer release
     */
    ManualSearchResult search(ManualQuery query);

    /** The index that a product's guides are made from now. */
    Optional<ManualIndex> activeIndex(String productCode);

    /** A product's indexes, newest first. */
    List<ManualIndex> indexes(String productCode);

    /** An earlier guide. */
    Optional<GuideEntry> find(long guideId);

    /** A product's newest guides, newest first; {@code limit} is at least 1. */
    List<GuideEntry> recent(String productCode, int limit);

    /** The guides that were given for an inspection, newest first. */
    List<GuideEntry> ofInspection(UUID inspectionId);

    /**
     * Says what a guide was worth. Its first rating makes somebody its author; from then on nobody else changes it. A guide that was asked
     * for by somebody is rated by that person alone. What was said before is kept, see {@link #ratings}.
     *
     * @param stars 1 (useless) to 5 (it helped)
     * @param comment why, at most {@value GuideRating#MAX_COMMENT} characters; may be empty
     * @return the guide with its new rating
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     * @throws io.defectsdk.AccessDeniedException if it is somebody else's; that is recorded
     * @throws IllegalArgumentException if the stars or the comment are out of range
     */
    GuideEntry rate(long guideId, int stars, String comment, Actor author);

    /**
     * All that its author said of a guide, newest first.
     *
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     */
    List<GuideRating> ratings(long guideId);

    /**
     * Guides whose last rating is at most {@code stars}, with the passages they used, newest rating first: what an engineer should look at.
     *
     * @param productCode the product
     * @param stars 1 to 5
     * @param limit at least 1
     */
    List<GuideEntry> lowRated(String productCode, int stars, int limit);

    /**
     * Says that the action of a guide was taken (조치완료); recorded in the audit trail. Saying it again changes nothing.
     *
     * @throws io.defectsdk.UnknownEntryException {@code GUIDE_UNKNOWN}
     */
    GuideEntry markDone(long guideId, Actor actor);
}
