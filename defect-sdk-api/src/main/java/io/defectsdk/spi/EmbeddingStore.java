package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps embeddings of registered pictures: of each one as a whole, and of the regions of its defects. They belong to a <em>space</em>: all
 * that turns a picture into an embedding, named by a hash. An embedding never changes; one that takes another's place has a new id. What
 * was embedded of a picture or a drawn region goes when that goes. See {@link Stores} for what all stores promise; nothing here is audited,
 * because it follows from what is.
 */
public interface EmbeddingStore {
    /** At most so many keys a call of {@link #values}. */
    int MAX_KEYS = 10_000;

    /**
     * One embedding to be kept.
     *
     * @param region empty: the whole picture
     * @param source {@link RegionSource#WHOLE} for the whole picture and for no region
     * @param regionId key of the drawn region, where it is one
     * @param embedding of the space's dimension
     */
    record Part(Optional<Box> region, RegionSource source, Optional<Long> regionId, Embedding embedding) {
        /** Checks that the parts of the record agree. */
        public Part {
            requireNonNull(embedding, "embedding");
            if (region.isEmpty() != (source == RegionSource.WHOLE)
                    || regionId.isPresent() != (source == RegionSource.DRAWN)) {
                throw new IllegalArgumentException("a " + source + " embedding cannot have the region " + region
                        + " and the region's key " + regionId);
            }
        }
    }

    /**
     * A defect picture of the catalogue that is not retired and whose content is known, and what is embedded of it. Immutable.
     *
     * @param picture the picture
     * @param drawn the regions that people marked on it, by key, with the smallest box around each
     * @param embedded regions of which an embedding is kept, by their key, the whole picture aside; derived ones have none and are not
     *     here
     * @param derivedBy hash of all that the derived regions, or that there are none, followed from when it was embedded; empty for a row from before
     * @param whole whether it is embedded at all
     */
    record Registered(
            GalleryPicture picture,
            Map<Long, Box> drawn,
            List<Long> embedded,
            Optional<String> derivedBy,
            boolean whole) {
        /** Copies the collections. */
        public Registered {
            drawn = Map.copyOf(drawn);
            embedded = List.copyOf(embedded);
        }
    }

    /**
     * A kept embedding without its values: what a gallery is made of.
     *
     * @param id key of the embedding
     * @param picture the picture
     * @param region empty: the whole picture
     * @param source how the region is known
     * @param defectCode the drawn region's type, else the picture's
     */
    record Entry(long id, GalleryPicture picture, Optional<Box> region, RegionSource source, String defectCode) {}

    /** An embedding and its key. */
    record Keyed(long id, Embedding embedding) {}

    /**
     * Checks what is to be kept of one picture; for those who implement a store.
     *
     * @throws IllegalArgumentException if the whole picture is not there exactly once, a drawn region is there twice, or dimensions differ
     */
    static void checkParts(List<Part> parts) {
        long wholes = parts.stream().filter(part -> part.region().isEmpty()).count();
        if (wholes != 1) {
            throw new IllegalArgumentException(
                    "the embedding of the whole picture is given once, but is given " + wholes + " times");
        }
        int dimension = parts.get(0).embedding().dimension();
        Set<Long> regions = new HashSet<>();
        for (Part part : parts) {
            if (part.embedding().dimension() != dimension) {
                throw new IllegalArgumentException("embeddings of one space have one dimension, but there are "
                        + dimension + " and " + part.embedding().dimension());
            }
            part.regionId().filter(id -> !regions.add(id)).ifPresent(id -> {
                throw new IllegalArgumentException("a region is embedded once, but region " + id + " is there twice");
            });
        }
    }

    /**
     * Checks the number of keys of one call; for those who implement a store.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_KEYS}
     */
    static void checkKeys(List<Long> ids) {
        if (ids.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "values are read of at most " + MAX_KEYS + " keys a call, but " + ids.size() + " are asked for");
        }
    }

    /**
     * A product's pictures that belong into a gallery, by id: of defects of a type, not retired, with content. What is said of one picture
     * belongs together, whoever changes it meanwhile.
     *
     * @param afterPictureId those with a larger id; 0: from the first on
     * @param limit at least 1
     */
    List<Registered> pictures(String productCode, String spaceSha256, long afterPictureId, int limit);

    /**
     * Keeps all embeddings of a picture in a space, in place of those that were there, in one transaction.
     *
     * @param contentSha256 hash of the file that was embedded
     * @param derivedBy hash of all that the derived regions, or that there are none, follow from; the caller's own
     * @param parts the whole picture once, and any number of regions
     * @return false, and nothing is done, if the picture does not belong into a gallery any more ({@link #pictures}), has another content, or
     *     a drawn region is gone: look again
     * @throws IllegalArgumentException as {@link #checkParts}
     */
    boolean put(
            long pictureId,
            String contentSha256,
            String spaceSha256,
            Optional<String> derivedBy,
            List<Part> parts,
            Instant now);

    /**
     * Deletes a product's embeddings in a space of pictures that do not belong into its gallery any more: retired ones, those of no defect.
     *
     * @return of how many pictures
     */
    int removeStale(String productCode, String spaceSha256);

    /**
     * A product's gallery in a space, by key: embeddings of pictures that belong into it ({@link #pictures}).
     *
     * @param afterId those with a larger key; 0: from the first on
     * @param limit at least 1
     */
    List<Entry> entries(String productCode, String spaceSha256, long afterId, int limit);

    /**
     * The values of embeddings, by key; those that are gone are left out.
     *
     * @param ids at most {@value #MAX_KEYS}, in any order
     * @throws io.defectsdk.StoreException naming the key, if one is damaged
     */
    List<Keyed> values(List<Long> ids);

    /**
     * A mark of a gallery's state, of any form: it differs whenever {@link #entries} would give something else, and may do so when they would
     * not. Cheaper than reading them.
     */
    String state(String productCode, String spaceSha256);
}
