package io.defectsdk.core.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Reads a file that does not change meanwhile. */
final class WholeFile {
    private WholeFile() {}

    /**
     * The bytes of a file.
     *
     * @param sizeCheck refuses a size of 2^31 - 2 bytes or more, or less; called before memory is taken
     * @throws IOException if it cannot be read, is no file, or changes while it is read; the message says so
     */
    static byte[] read(Path file, LongConsumer sizeCheck) throws IOException {
        try {
            return readUnchanged(file, sizeCheck);
        } catch (FileSystemException e) {
            throw new IOException(FileTrouble.words(e), e);
        }
    }

    private static byte[] readUnchanged(Path file, LongConsumer sizeCheck) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? file + " is not a file" : "there is no file " + file);
        }
        long size = Files.size(file);
        sizeCheck.accept(size);
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(Math.toIntExact(size + 1));
            if (bytes.length != size) {
                throw new IOException("it had " + size + " bytes at first and "
                        + (bytes.length > size ? "more" : bytes.length) + " at the end; is it still being written?");
            }
            return bytes;
        }
    }
}
