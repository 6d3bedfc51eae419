package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;
import java.util.Optional;
import java.util.function.Supplier;

/** A picture that was read, checked and decoded. */
public final class DecodedPicture {
    private final Optional<String> name;
    private final PixelImage pixels;
    private final String sha256;
    private final String extension;
    private final Supplier<byte[]> file;

    DecodedPicture(Optional<String> name, PixelImage pixels, String sha256, String extension, Supplier<byte[]> file) {
        this.name = name;
        this.pixels = pixels;
        this.sha256 = sha256;
        this.extension = extension;
        this.file = file;
    }

    /** Under which name it is recorded. */
    public Optional<String> name() {
        return name;
    }

    /** The upright pixels. */
    public PixelImage pixels() {
        return pixels;
    }

    /** Hash of the file's bytes, or of a frame's or image's packed samples. */
    public String sha256() {
        return sha256;
    }

    /** How its file name ends when it is kept, without a dot. */
    public String extension() {
        return extension;
    }

    /** The file to be kept: the bytes as they came, or a PNG of a frame or image. */
    public byte[] file() {
        return file.get();
    }
}
