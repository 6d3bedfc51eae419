package io.defectsdk.testing.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Says that a directory is in use by this process. The operating system lifts the lock when the process ends in any
 * way, a kill included.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or empty if a live process, this one included, holds it. */
    static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(file(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                locked = true;
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
                return Optional.of(new DirectoryLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // held by this process
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return Optional.empty();
    }

    /** Which process holds the lock, as it wrote itself, for messages. */
    static String holder(Path directory) {
        try {
            return "process " + Files.readString(file(directory), US_ASCII);
        } catch (IOException e) {
            return "another process";
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("in-use.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
