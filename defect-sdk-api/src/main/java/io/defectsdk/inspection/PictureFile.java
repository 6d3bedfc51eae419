package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/** A picture file; see {@link Picture#of(Path)}. Immutable. */
public final class PictureFile implements Picture {
    private final Path path;

    PictureFile(Path path) {
        this.path = requireNonNull(path, "file");
    }

    /** The file. */
    public Path path() {
        return path;
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(path.getFileName()).map(Path::toString);
    }

    @Override
    public String toString() {
        return "picture " + path;
    }
}
