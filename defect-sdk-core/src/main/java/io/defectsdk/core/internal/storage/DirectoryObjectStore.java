package io.defectsdk.core.internal.storage;

import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Files in a directory. A file is written under a name of its own, flushed to the disk and then renamed, so that a key
 * names a whole file or none.
 */
public final class DirectoryObjectStore implements ObjectStore {
    private final Path root;

    /**
     * In this directory, made when it does not exist.
     *
     * @throws StorageException if it cannot be made or is no directory
     */
    public DirectoryObjectStore(Path root) {
        try {
            // "." makes a link to a directory as good as a directory
            this.root = Files.createDirectories(root.resolve(".")).toRealPath();
        } catch (IOException e) {
            throw new StorageException("the storage directory " + root + " cannot be made or opened: " + e, e);
        }
    }

    @Override
    public void put(String key, InputStream content) {
        Path target = path(key);
        Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(target.resolveSibling("."));
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StorageException("the file " + key + " cannot be written below " + root + ": " + e, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // the write's own outcome is what the caller must hear of; a left-over part file harms nobody
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        Path file = path(key);
        try {
            return Optional.of(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("the file " + key + " cannot be read below " + root + ": " + e, e);
        }
    }

    @Override
    public boolean delete(String key) {
        try {
            return Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw new StorageException("the file " + key + " cannot be deleted below " + root + ": " + e, e);
        }
    }

    private Path path(String key) {
        return root.resolve(ObjectStore.checkKey(key));
    }
}
