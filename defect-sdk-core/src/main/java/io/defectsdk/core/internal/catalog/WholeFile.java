package io.defectsdk.core.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Reads a file that does not change meanwhile. */
final class WholeFile {
    /** How a file is opened. */
    @FunctionalInterface
    interface Opening {
        /**
         * Opens it to be read.
         *
         * @throws IOException if it cannot be, is no file, or must not be read
         */
        SeekableByteChannel open(Path file) throws IOException;
    }

    private WholeFile() {}

    /**
     * The bytes of a file.
     *
     * @param sizeCheck refuses a size of 2^31 - 2 bytes or more, or less; called before memory is taken
     * @throws IOException if it cannot be read, is no file, or changes while it is read; the message says so
     */
    static byte[] read(Path file, LongConsumer sizeCheck) throws IOException {
        return read(file, WholeFile::open, sizeCheck);
    }

    /** The same, opened in this way. */
    static byte[] read(Path file, Opening opening, LongConsumer sizeCheck) throws IOException {
        try {
            return readUnchanged(file, opening, sizeCheck);
        } catch (FileSystemException e) {
            throw new IOException(FileTrouble.words(e), e);
        }
    }

    /** Opens a file wherever it lies. */
    static SeekableByteChannel open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? file + " is not a file" : "there is no file " + file);
        }
        return Files.newByteChannel(file);
    }

    private static byte[] readUnchanged(Path file, Opening opening, LongConsumer sizeCheck) throws IOException {
        try (SeekableByteChannel channel = opening.open(file)) {
            long size = channel.size();
            sizeCheck.accept(size);
            InputStream stream = Channels.newInputStream(channel);
            byte[] bytes = stream.readNBytes(Math.toIntExact(size + 1));
            if (bytes.length != size) {
                throw new IOException("it had " + size + " bytes at first and "
                        + (bytes.length > size ? "more" : bytes.length) + " at the end; is it still being written?");
            }
            return bytes;
        }
    }
}
