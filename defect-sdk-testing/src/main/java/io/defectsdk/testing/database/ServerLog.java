package io.defectsdk.testing.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file into which a server writes what it has to say. */
record ServerLog(Path file) {
    private static final int LONGEST = 4000;

    ProcessBuilder.Redirect append() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What was written after the log had the given size; the last part of it if that is much. */
    String since(long size) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(size, size() - LONGEST));
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "nothing (" + file + " cannot be read)";
        }
    }
}
