package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a gallery should be: entries and vectors in a map, and a search that compares all with all and sorts. */
final class NaiveGallery {
    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::cosineSimilarity)
            .reversed()
            .thenComparingLong(hit -> hit.entry().picture().id())
            .thenComparingLong(hit -> hit.entry().id())
            .thenComparingInt(Hit::query);

    final Map<Long, Entry> entries = new TreeMap<>();
    final Map<Long, float[]> vectors = new HashMap<>();

    void put(Entry entry, float[] vector) {
        entries.put(entry.id(), entry);
        vectors.put(entry.id(), vector);
    }

    void remove(long id) {
        entries.remove(id);
        vectors.remove(id);
    }

    List<Entry> present() {
        return List.copyOf(entries.values());
    }

    /** Those of the ids that there are. */
    Map<Long, float[]> values(List<Long> ids) {
        Map<Long, float[]> found = new HashMap<>();
        for (Long id : ids) {
            if (vectors.containsKey(id)) {
                found.put(id, vectors.get(id));
            }
        }
        return found;
    }

    List<Hit> search(List<float[]> queries, Predicate<Entry> wanted, int topK) {
        List<Hit> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            for (int query = 0; wanted.test(entry) && query < queries.size(); query++) {
                all.add(new Hit(entry, query, cosineSimilarity(vectors.get(entry.id()), queries.get(query))));
            }
        }
        all.sort(BEST_FIRST);
        Set<Long> seen = new HashSet<>();
        all.removeIf(hit -> !seen.add(hit.entry().picture().id()));
        return all.subList(0, Math.min(topK, all.size()));
    }

    private static double cosineSimilarity(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
