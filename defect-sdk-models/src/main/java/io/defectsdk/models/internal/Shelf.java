package io.defectsdk.models.internal;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models of one kind by their ids; the model directory's are taken before those of the class path. Filled before it is shared. */
final class Shelf<E extends AutoCloseable> {
    private final NavigableMap<String, E> stored = new TreeMap<>();
    private final NavigableMap<String, E> packaged = new TreeMap<>();

    /** Adds a model of the model directory, or of the class path. */
    void put(boolean isStored, String id, E entry) {
        (isStored ? stored : packaged).put(id, entry);
    }

    /** The model of this id. */
    @Nullable
    E find(String id) {
        E entry = stored.get(id);
        return entry != null ? entry : packaged.get(id);
    }

    /** The only one of the model directory if that holds exactly one, else the only packaged one, if there is such a one. */
    @Nullable
    String defaultId() {
        if (stored.size() == 1) {
            return stored.firstKey();
        }
        return packaged.size() == 1 ? packaged.firstKey() : null;
    }

    /** All ids. */
    NavigableSet<String> ids() {
        NavigableSet<String> ids = new TreeSet<>(stored.keySet());
        ids.addAll(packaged.keySet());
        return ids;
    }

    /** All of them. */
    Stream<E> all() {
        return Stream.of(stored, packaged).map(NavigableMap::values).flatMap(Collection::stream);
    }

    /** What there is, for messages. */
    String inventory(String directory) {
        return "the model directory " + directory + " holds " + stored.keySet() + ", the class path "
                + packaged.keySet();
    }
}
