package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where models come from, beside those that are packaged in artifacts on the class path. Immutable. */
public sealed interface ModelStore {
    /**
     * A directory with one folder a model, each with a {@code manifest.json} (see docs/models.md) and the model file.
     * Nothing is ever downloaded.
     */
    static ModelStore directory(Path directory) {
        return new Directory(requireNonNull(directory, "directory"));
    }

    /** Only the models packaged in artifacts on the class path. */
    static ModelStore packaged() {
        return new Packaged();
    }

    /**
     * See {@link #directory(Path)}.
     *
     * @param path the directory
     */
    record Directory(Path path) implements ModelStore {}

    /** See {@link #packaged()}. */
    record Packaged() implements ModelStore {}
}
