package io.defectsdk.spi;

import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import java.util.List;
import java.util.Optional;

/** Keeps searches for similar pictures: the seed's {@code search_history}. See {@link Stores} for what all stores promise. */
public interface SearchStore {
    /** The longest path of a picture that is kept, in characters (code points). */
    int MAX_PATH = 500;

    /** A path as far as it is kept; for those who implement a store. */
    static String keptPath(String path) {
        return path.codePointCount(0, path.length()) <= MAX_PATH
                ? path
                : path.substring(0, path.offsetByCodePoints(0, MAX_PATH));
    }

    /**
     * Records a search; {@code uploadedImagePath} is cut off at {@value #MAX_PATH} characters. An actor with an account that does not exist
     * under this name is recorded as vouched for. An inspection that is not in the database, because it could not be recorded, is left
     * out.
     *
     * @return its key
     * @throws io.defectsdk.StoreException if its index is not in the database, or its filters are no JSON object
     */
    long add(SearchRecord search);

    /** The search with this key. */
    Optional<SearchEntry> find(long id);

    /** A product's searches, newest first (by {@code searchedAt}, then key), at most {@code limit}. */
    List<SearchEntry> recent(String productCode, int limit);
}
