package io.defectsdk.similarity;

import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;

/**
 * Finds registered pictures of known defects that look like a picture, what is wrong with it, or words, and says which defect type they
 * speak for. An index is made by {@link io.defectsdk.deployment.DeploymentManager#deploy(io.defectsdk.deployment.SimilarityDeployment, Actor)}. Thread-safe; the
 * same query of the same pictures gives the same result, bit for bit.
 */
public interface Similarity {
    /**
     * Searches, on the calling thread, and records the search. Exact: what is ranked are all pictures that pass the filters. A database
     * that is away does not stop it: the result has {@link SimilarityResult#recorded()} false and the reason, and changes of the catalogue
     * are seen once it is back. Only the first search of a product in a process needs the database, to load the index.
     *
     * @throws io.defectsdk.PictureException if the picture cannot be read or is outside the limits
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.SimilarityException {@code INDEX_MISSING} if the product has no index; {@code INDEX_UNREADABLE} if it is
     *     damaged or of a newer release; {@code INDEX_UNLIKE} if several products are asked for and their indexes cannot be compared
     * @throws io.defectsdk.IncompatibleModelException if the encoder at hand is not the one that the index was made with
     * @throws io.defectsdk.ModelLoadException if the encoder is missing, or words are searched for and it knows none
     * @throws io.defectsdk.StoreException if the index is not loaded yet and the database is away
     * @throws IllegalArgumentException if a region does not lie in its picture
     */
    SimilarityResult search(SimilarityQuery query);

    /**
     * Draws a result, of the pictures that were found the first {@value ContactSheet#MAX_PICTURES}. Reads them from storage; one that is
     * missing or damaged there is drawn as an empty frame.
     *
     * @throws io.defectsdk.StoreException if the database is away
     */
    ContactSheet contactSheet(SimilarityResult result);

    /**
     * Brings the active index up to date with the catalogue: embeds pictures that were registered since, anew those whose marks, type
     * or recipe changed, and removes those of pictures that went. Retired pictures and other types are seen by searches at once, without it. Other processes
     * see what it did within seconds. Calibration stays as it is: after many changes, deploy again. Admins only; blocks until it is done.
     *
     * @throws io.defectsdk.SimilarityException {@code INDEX_MISSING} if there is no index to update
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     * @throws io.defectsdk.StoreException if the database is away; what was done by then stays done
     */
    IndexUpdate update(String productCode, Actor actor);

    /** The index that searches of a product use now. */
    Optional<SimilarityIndex> activeIndex(String productCode);

    /** A product's indexes, newest first. */
    List<SimilarityIndex> indexes(String productCode);

    /** An earlier search. */
    Optional<SearchEntry> find(long searchId);

    /** A product's newest searches, newest first; {@code limit} is at least 1. */
    List<SearchEntry> recent(String productCode, int limit);
}
