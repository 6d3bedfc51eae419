package io.defectsdk.testing.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a directory is in use by this process. The operating system lifts the lock when the process ends in any
 * way, a kill included.
 */
final class DirectoryLock implements AutoCloseable {
    /**
     * Directories that this process has locked. Their lock files must not be opened again: POSIX lifts a process's lock
     * on a file when the process closes any descriptor of it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** The lock, or empty if a live process, this one included, holds it. */
    static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file(real), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
                locked = true;
                return Optional.of(new DirectoryLock(real, channel));
            }
            return Optional.empty();
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(real);
            }
        }
    }

    /** Which process holds the lock, as it wrote itself, for messages. */
    static String holder(Path directory) {
        try {
            return "process "
                    + (HELD.contains(directory.toRealPath())
                            ? ProcessHandle.current().pid()
                            : Files.readString(file(directory), US_ASCII));
        } catch (IOException e) {
            return "another process";
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("in-use.lock");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(directory);
        }
    }
}
