package io.defectsdk.spi;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which files of a folder count as pictures. */
public final class PictureNames {
    private static final Set<String> ACCEPTED = Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "gif");

    private PictureNames() {}

    /** By how its name ends, whatever the case, and not hidden. */
    public static boolean accepts(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".")
                && dot > 0
                && ACCEPTED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
