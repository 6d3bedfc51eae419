package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The content of a manual, PDF or DOCX: a file, bytes, or a stream.
 *
 * <p>A {@code ManualFile} is a reference to its source; nothing is read before it is used. Those of files and bytes are immutable
 * and may be used again and from several threads; one of a stream can be used once.
 */
public sealed interface ManualFile {
    /** The name under which a new manual is recorded; {@link Manuals#replace} needs none. */
    Optional<String> name();

    /** A file, read when it is used; its name is the manual's. */
    static ManualFile of(Path file) {
        return new OnDisk(requireNonNull(file, "file"));
    }

    /** Bytes without a name, for {@link Manuals#replace}; they are copied. */
    static ManualFile of(byte[] content) {
        return new InMemory(content.clone(), null);
    }

    /**
     * Bytes and a name such as {@code guide.pdf}; the bytes are copied.
     *
     * @throws IllegalArgumentException if the name is blank, longer than 255 characters or holds control characters
     */
    static ManualFile of(byte[] content, String name) {
        return new InMemory(content.clone(), Checks.text(name, "manual name", 255));
    }

    /**
     * A stream without a name, for {@link Manuals#replace}; read once, up to the size limit, when it is used. The caller closes
     * it afterwards. Using it a second time is an {@link IllegalStateException}.
     */
    static ManualFile of(InputStream stream) {
        return new Streamed(requireNonNull(stream, "stream"), null);
    }

    /**
     * A stream, as {@link #of(InputStream)}, and a name such as {@code guide.pdf}.
     *
     * @throws IllegalArgumentException if the name is blank, longer than 255 characters or holds control characters
     */
    static ManualFile of(InputStream stream, String name) {
        return new Streamed(requireNonNull(stream, "stream"), Checks.text(name, "manual name", 255));
    }

    /** See {@link #of(Path)}. Immutable. */
    final class OnDisk implements ManualFile {
        private final Path path;

        private OnDisk(Path path) {
            this.path = path;
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
            return "manual " + path;
        }
    }

    /** See {@link #of(byte[], String)}. Immutable. */
    final class InMemory implements ManualFile {
        private final byte[] bytes;
        private final @Nullable String name;

        private InMemory(byte[] bytes, @Nullable String name) {
            this.bytes = bytes;
            this.name = name;
        }

        /** How many bytes there are. */
        public int size() {
            return bytes.length;
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public Optional<String> name() {
            return Optional.ofNullable(name);
        }

        @Override
        public String toString() {
            return "manual " + (name == null ? "" : name + " ") + "of " + bytes.length + " bytes";
        }
    }

    /** See {@link #of(InputStream, String)}. */
    final class Streamed implements ManualFile {
        private final InputStream stream;
        private final @Nullable String name;
        private final AtomicBoolean taken = new AtomicBoolean();

        private Streamed(InputStream stream, @Nullable String name) {
            this.stream = stream;
            this.name = name;
        }

        /**
         * The stream, for the one who reads it.
         *
         * @throws IllegalStateException if it was taken before
         */
        public InputStream take() {
            if (taken.getAndSet(true)) {
                throw new IllegalStateException(
                        "this manual's stream was read already: make a new ManualFile, or one of bytes");
            }
            return stream;
        }

        @Override
        public Optional<String> name() {
            return Optional.ofNullable(name);
        }

        @Override
        public String toString() {
            return "manual " + (name == null ? "" : name + " ") + "from a stream";
        }
    }
}
