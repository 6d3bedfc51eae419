package io.defectsdk.core.internal.storage;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory where files are written before they get their names; no key can name it. */
final class PartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);

    /** No file takes that long to write. */
    private static final Duration OLD = Duration.ofDays(1);

    /** So many are looked at in one go, so that opening never takes long; the rest waits for the next time. */
    private static final int LOOKED_AT = 10_000;

    private static final int BUFFER = 1 << 16;

    private final Path directory;

    PartFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Path next(UUID id) {
        return directory.resolve(id + ".part");
    }

    /**
     * Writes a file to the disk itself.
     *
     * @throws StorageException {@code STORAGE_FULL}
     * @throws IOException where anything else goes wrong, with the stream too
     */
    void write(Path part, String key, InputStream content) throws IOException {
        long written = 0;
        int read = 0;
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while ((read = content.read(buffer)) >= 0) {
                for (ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read); chunk.hasRemaining(); ) {
                    channel.write(chunk);
                }
                written += read;
            }
            channel.force(true);
        } catch (IOException e) {
            // what systems say of a full disk differs, and is in words
            if (Files.getFileStore(directory).getUsableSpace() < BUFFER) {
                throw full(part, key, written + Math.max(0, read) + rest(content), e);
            }
            throw e;
        }
    }

    private static int rest(InputStream content) {
        try {
            return content.available();
        } catch (IOException e) {
            return 0;
        }
    }

    private StorageException full(Path part, String key, long needed, IOException cause) throws IOException {
        deleteQuietly(part);
        long free = Files.getFileStore(directory).getUsableSpace();
        return new StorageException(
                ErrorCode.STORAGE_FULL,
                "the file " + key + " needs " + needed + " bytes or more in " + directory.getParent()
                        + ", but the disk has " + free + " free: make room, or choose another storage directory",
                cause);
    }

    void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // the write's own outcome is what the caller must hear of, and the file is removed when it is old
            LOG.debug("{} stays for now: {}", part, e.toString());
        }
    }

    /** Removes what a process that died left behind. */
    void removeOld() {
        Instant limit = Instant.now().minus(OLD); // files' times are of this clock too, whatever the host's says
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (++count > LOOKED_AT) {
                    return;
                }
                removeIfOlder(file, limit);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("files left half written in {} could not be removed: {}", directory, e.toString());
        }
    }

    private void removeIfOlder(Path file, Instant limit) {
        try {
            if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(limit)) {
                Files.delete(file);
                LOG.info("removed {}, left half written by a process that died", file);
            }
        } catch (IOException e) { // another process may be removing it at this moment
            LOG.debug("{} stays for now: {}", file, e.toString());
        }
    }

    /** Lets what was made, renamed or deleted in a directory outlast a loss of power, where the platform can. */
    static void force(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // Windows opens no directories, and needs none of this
        }
        try (channel) {
            channel.force(true);
        }
    }
}
