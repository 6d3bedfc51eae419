package io.defectsdk.core.internal.similarity;

import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.EmbeddingStore.Entry;
import io.defectsdk.spi.EmbeddingStore.Keyed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A product's embeddings in memory, for both ways to search. Immutable.
 *
 * @param state of the store's gallery when it was read
 * @param pictures whole pictures
 * @param regions regions; of a picture without any, the whole of it
 */
public record Galleries(String state, Gallery pictures, Gallery regions) {
    private static final int PAGE = 5_000;

    static Galleries none(IndexContent index) {
        return new Galleries(
                "",
                Gallery.empty(index.space().dimension()),
                Gallery.empty(2 * index.space().dimension()));
    }

    /** As the store has it now; what is here already is not read again. */
    Galleries updated(EmbeddingStore store, String productCode, IndexContent index) {
        String space = index.space().sha256();
        String now = store.state(productCode, space); // first: what changes while it is read is found the next time
        if (now.equals(state)) {
            return this;
        }
        List<Entry> all = entries(store, productCode, space);
        Set<Long> withRegions = all.stream()
                .filter(entry -> entry.region().isPresent())
                .map(entry -> entry.picture().id())
                .collect(Collectors.toSet());
        List<Entry> wholes =
                all.stream().filter(entry -> entry.region().isEmpty()).toList();
        List<Entry> parts = all.stream()
                .filter(entry -> entry.region().isPresent()
                        || !withRegions.contains(entry.picture().id()))
                .toList();
        Map<Long, Long> wholeOf = new HashMap<>();
        wholes.forEach(entry -> wholeOf.put(entry.picture().id(), entry.id()));
        Map<Long, Long> wholeOfPart = new HashMap<>();
        parts.forEach(
                entry -> wholeOfPart.put(entry.id(), wholeOf.get(entry.picture().id())));
        return new Galleries(
                now,
                pictures.updated(wholes, ids -> {
                    Map<Long, float[]> units = new HashMap<>();
                    values(store, ids, index.space().dimension())
                            .forEach((id, value) -> units.put(id, index.pictureVector(value)));
                    return units;
                }),
                regions.updated(parts, ids -> regionVectors(store, ids, wholeOfPart, index)));
    }

    private static Map<Long, float[]> regionVectors(
            EmbeddingStore store, List<Long> ids, Map<Long, Long> wholeOfPart, IndexContent index) {
        int dimension = index.space().dimension();
        Map<Long, Embedding> regions = values(store, ids, dimension);
        Map<Long, Embedding> wholes = values(
                store,
                ids.stream()
                        .map(wholeOfPart::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                dimension);
        Map<Long, float[]> vectors = new HashMap<>();
        regions.forEach((id, region) -> {
            Embedding whole = wholes.get(wholeOfPart.get(id));
            if (whole != null) {
                vectors.put(id, index.regionVector(region, whole));
            }
        });
        return vectors;
    }

    static List<Entry> entries(EmbeddingStore store, String productCode, String space) {
        List<Entry> all = new ArrayList<>();
        List<Entry> page;
        do {
            page = store.entries(
                    productCode,
                    space,
                    all.isEmpty() ? 0 : all.get(all.size() - 1).id(),
                    PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /**
     * The values of embeddings, by key.
     *
     * @throws SimilarityException {@code INDEX_UNREADABLE} if one is not of this dimension, which only somebody's hand can have done
     */
    static Map<Long, Embedding> values(EmbeddingStore store, List<Long> ids, int dimension) {
        Map<Long, Embedding> values = new HashMap<>();
        for (Keyed keyed : store.values(ids)) {
            if (keyed.embedding().dimension() != dimension) {
                throw new SimilarityException(
                        ErrorCode.INDEX_UNREADABLE,
                        "the embedding with the key " + keyed.id() + " in the database is damaged: it has "
                                + keyed.embedding().dimension() + " dimensions, but those of its space have "
                                + dimension
                                + "; restore it from a backup, or delete the rows of its picture from"
                                + " picture_embeddings and bring the index up to date",
                        null);
            }
            values.put(keyed.id(), keyed.embedding());
        }
        return values;
    }
}
