package io.defectsdk.inspection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which file names count as pictures when a folder is listed. */
final class PictureExtensions {
    private static final Set<String> ACCEPTED = Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "gif");

    private PictureExtensions() {}

    static boolean accepts(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".")
                && dot > 0
                && ACCEPTED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
