package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import io.defectsdk.spi.ObjectStore;
import java.nio.file.Path;

/** Where files lie: pictures and manuals, or the content of recipes. Immutable. */
public sealed interface Storage {
    /** In the SDK's database, in chunks: one backup holds everything, and every process of a plant finds it. */
    static Storage database() {
        return new Database();
    }

    /** In a directory, made when it does not exist; processes that share the database must share the directory. */
    static Storage directory(Path directory) {
        return new Directory(requireNonNull(directory, "directory"));
    }

    /** In a store of the host's own; it must be thread-safe and is not closed by the SDK. */
    static Storage of(ObjectStore store) {
        return new Custom(requireNonNull(store, "store"));
    }

    /** See {@link #database()}. */
    record Database() implements Storage {}

    /**
     * See {@link #directory(Path)}.
     *
     * @param path the directory
     */
    record Directory(Path path) implements Storage {}

    /**
     * See {@link #of(ObjectStore)}.
     *
     * @param store the host's store
     */
    record Custom(ObjectStore store) implements Storage {}
}
