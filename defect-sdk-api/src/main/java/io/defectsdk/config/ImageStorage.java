package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import io.defectsdk.spi.PictureStore;
import java.nio.file.Path;

/** Where inspected pictures are kept, as far as {@link PictureRetention} keeps them. Immutable. */
public sealed interface ImageStorage {
    /** A directory, made when it does not exist; each picture is written whole or not at all. */
    static ImageStorage directory(Path directory) {
        return new Directory(requireNonNull(directory, "directory"));
    }

    /** A store of the host's own; it must be thread-safe and is not closed by the SDK. */
    static ImageStorage of(PictureStore store) {
        return new Custom(requireNonNull(store, "store"));
    }

    /** No picture is kept, whatever the retention says. */
    static ImageStorage none() {
        return new None();
    }

    /**
     * See {@link #directory(Path)}.
     *
     * @param path the directory
     */
    record Directory(Path path) implements ImageStorage {}

    /**
     * See {@link #of(PictureStore)}.
     *
     * @param store the host's store
     */
    record Custom(PictureStore store) implements ImageStorage {}

    /** See {@link #none()}. */
    record None() implements ImageStorage {}
}
