package io.defectsdk.testing.line;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part as the camera saw it, with the truth about it. Immutable; the pictures handed out are
 * copies that belong to the caller.
 */
public final class SimulatedPart {
    private final String name;
    private final @Nullable Defect defect;
    private final BufferedImage picture;
    private final boolean @Nullable [] mask;

    SimulatedPart(String name, @Nullable Defect defect, BufferedImage picture, boolean @Nullable [] mask) {
        this.name = name;
        this.defect = defect;
        this.picture = picture;
        this.mask = mask;
    }

    /** A name fit for a file, unique within the line: {@code "good_003"}, {@code "hole_005"}. */
    public String name() {
        return name;
    }

    /** Whether the part has no defect. */
    public boolean good() {
        return defect == null;
    }

    /** What is wrong with the part; empty for a good one. */
    public Optional<Defect> defect() {
        return Optional.ofNullable(defect);
    }

    /** The picture: {@link BufferedImage#TYPE_INT_RGB}, of the size of the line. */
    public BufferedImage picture() {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.setData(picture.getRaster());
        return copy;
    }

    /**
     * Where the defect is, as large as the picture: {@link BufferedImage#TYPE_BYTE_BINARY}, white on the
     * defect and black elsewhere. Empty for a good part.
     */
    public Optional<BufferedImage> mask() {
        if (mask == null) {
            return Optional.empty();
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int at = 0; at < mask.length; at++) {
            if (mask[at]) {
                image.getRaster().setSample(at % width, at / width, 0, 1);
            }
        }
        return Optional.of(image);
    }

    @Override
    public String toString() {
        return "SimulatedPart[" + name + ", " + picture.getWidth() + "x" + picture.getHeight() + "]";
    }
}
