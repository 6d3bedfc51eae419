package io.defectsdk.core.internal.storage;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in a directory. A file is written under a name of its own, flushed to the disk and then renamed, so that a key
 * names a whole file or none. Links that lead out of the directory are not followed.
 */
public final class DirectoryObjectStore implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryObjectStore.class);

    private final Path root;
    private final PartFiles parts;

    /**
     * In this directory, made when it does not exist. What a process that died left half written more than a day ago is
     * removed.
     *
     * @throws StorageException if it cannot be made or is no directory
     */
    public DirectoryObjectStore(Path root) {
        try {
            // "." makes a link to a directory as good as a directory
            this.root = Files.createDirectories(root.resolve(".")).toRealPath();
            this.parts = new PartFiles(this.root.resolve(".parts"));
            makeDirectories(parts.directory());
        } catch (IOException e) {
            throw new StorageException("the storage directory " + root + " cannot be made or opened: " + e, e);
        }
        parts.removeOld();
    }

    @Override
    public void put(String key, InputStream content) {
        Path target = path(key);
        Path part = parts.next(UUID.randomUUID());
        try {
            makeDirectories(parts.directory());
            Path directory = makeDirectories(target.resolveSibling("."));
            parts.write(part, key, content);
            Files.move(
                    part,
                    directory.resolve(target.getFileName()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            PartFiles.force(directory);
        } catch (IOException e) {
            String message = "the file " + key + " cannot be written below " + root + ": " + e;
            throw NoRoom.isSaidBy(e)
                    ? new StorageException(
                            ErrorCode.STORAGE_FULL,
                            message + "; make room, have the quota raised, or choose another storage directory",
                            e)
                    : new StorageException(message, e);
        } finally {
            parts.deleteQuietly(part);
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        Path file = path(key);
        try {
            Path real = inside(file.toRealPath());
            requireNoDirectory(real); // some systems open one, and fail later
            return Optional.of(Files.newInputStream(real));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("the file " + key + " cannot be read below " + root + ": " + e, e);
        }
    }

    @Override
    public boolean delete(String key) {
        Path file = path(key);
        try {
            Path directory = inside(file.resolveSibling(".").toRealPath());
            Path entry = directory.resolve(file.getFileName());
            requireNoDirectory(entry); // an empty one would be deleted
            Files.delete(entry);
            PartFiles.force(directory);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new StorageException("the file " + key + " cannot be deleted below " + root + ": " + e, e);
        }
    }

    /** Made step by step: made at one stroke, a directory could come to lie behind a link that leads out. */
    private Path makeDirectories(Path wanted) throws IOException {
        Path directory = root;
        for (Path name : root.relativize(wanted.normalize())) {
            Path next = directory.resolve(name);
            if (Files.notExists(next, LinkOption.NOFOLLOW_LINKS)) {
                makeDirectory(next);
            }
            directory = inside(next.toRealPath());
        }
        return directory;
    }

    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            PartFiles.force(directory.resolveSibling("."));
        } catch (FileAlreadyExistsException e) {
            LOG.trace("another process was faster to make {}", directory);
        }
    }

    private Path inside(Path real) throws IOException {
        if (!real.startsWith(root)) {
            throw new IOException("a link leads out of the storage directory, to " + real);
        }
        return real;
    }

    private static void requireNoDirectory(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is a directory");
        }
    }

    private Path path(String key) {
        return root.resolve(ObjectStore.checkKey(key));
    }
}
