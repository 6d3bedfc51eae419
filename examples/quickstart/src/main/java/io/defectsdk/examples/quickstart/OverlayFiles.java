package io.defectsdk.examples.quickstart;

import io.defectsdk.examples.quickstart.report.Pixels;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The overlays as JPEG files, one a part, in folders as the parts' names say. */
final class OverlayFiles {
    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    OverlayFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    int count() {
        return taken.size();
    }

    void write(String partName, BufferedImage overlay) throws IOException {
        Path file = file(partName);
        Files.createDirectories(file.resolveSibling(""));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Pixels.writeJpeg(overlay, 0.9f, out);
        }
    }

    /** {@code crack/000.png} becomes {@code crack/000.jpg}; where that is taken, {@code crack/000-2.jpg}. */
    private Path file(String partName) {
        String stem = spellable(partName.replaceFirst("\\.[A-Za-z]+$", ""));
        String name = stem;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = stem + "-" + number;
        }
        return folder.resolve(name + ".jpg");
    }

    /** The name, or its ASCII part where this process's locale cannot spell it. */
    private static String spellable(String name) {
        try {
            return Path.of(name).toString();
        } catch (InvalidPathException e) {
            return name.replaceAll("[^ -~]", "_");
        }
    }
}
