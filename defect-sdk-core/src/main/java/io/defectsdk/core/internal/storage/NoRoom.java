package io.defectsdk.core.internal.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a used-up disk or quota by the system's words: Java gives no code, and a quota leaves the disk itself free. */
final class NoRoom {
    /** Of ENOSPC, EDQUOT and ERROR_DISK_FULL; where a system speaks another language, the free room must tell. */
    private static final List<String> WORDS = List.of("no space left", "quota exceeded", "not enough space");

    private NoRoom() {}

    /** Whether this is what a system says that has no room for a file. */
    static boolean isSaidBy(IOException failure) {
        // the message of the one begins with a path, which may hold any words
        @Nullable String said = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return said != null && WORDS.stream().anyMatch(said.toLowerCase(Locale.ROOT)::contains);
    }
}
