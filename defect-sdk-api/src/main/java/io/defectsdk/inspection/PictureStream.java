package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A picture that is read from a stream, once; see {@link Picture#of(InputStream)}. */
public final class PictureStream implements Picture {
    private final InputStream stream;
    private final AtomicBoolean taken = new AtomicBoolean();

    PictureStream(InputStream stream) {
        this.stream = requireNonNull(stream, "stream");
    }

    /**
     * The stream, for the one who reads it.
     *
     * @throws IllegalStateException if it was taken before
     */
    public InputStream take() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException(
                    "this picture's stream was read already: make a new Picture, or one of bytes");
        }
        return stream;
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "picture from a stream";
    }
}
