package io.defectsdk.benchmarks.accuracy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Draws some of the OK pictures: those with the lowest SHA-256 of {@code "<seed>/<file name>"}, which any language can do, so that
 * both sides of a comparison are taught with the same pictures.
 */
final class OkDraw {
    private OkDraw() {}

    /** The drawn files in the order given, all of them where there are no more than the limit. */
    static List<Path> draw(List<Path> files, int limit, long seed) {
        List<Path> drawn = files.stream()
                .sorted(Comparator.comparing(file -> key(file, seed)))
                .limit(limit)
                .toList();
        return files.stream().filter(drawn::contains).toList();
    }

    private static String key(Path file, long seed) {
        try {
            byte[] text = (seed + "/" + file.getFileName()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
