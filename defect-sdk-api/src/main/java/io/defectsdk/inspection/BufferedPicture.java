package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image in memory; see {@link Picture#of(BufferedImage)}. */
public final class BufferedPicture implements Picture {
    private final BufferedImage image;
    private final @Nullable String name;

    BufferedPicture(BufferedImage image, @Nullable String name) {
        this.image = requireNonNull(image, "image");
        this.name = name;
    }

    /** The image itself, not a copy. */
    public BufferedImage image() {
        return image;
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public String toString() {
        return "image " + (name == null ? "" : name + " ") + "of " + image.getWidth() + "x" + image.getHeight();
    }
}
