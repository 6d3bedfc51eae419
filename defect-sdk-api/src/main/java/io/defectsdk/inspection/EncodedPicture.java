package io.defectsdk.inspection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An encoded picture in memory; see {@link Picture#of(byte[])}. Immutable. */
public final class EncodedPicture implements Picture {
    private final byte[] bytes;
    private final @Nullable String name;

    EncodedPicture(byte[] bytes, @Nullable String name) {
        this.bytes = bytes;
        this.name = name;
    }

    /** Size of the encoded picture in bytes. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the encoded bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public String toString() {
        return "picture " + (name == null ? "" : name + " ") + "of " + bytes.length + " bytes";
    }
}
