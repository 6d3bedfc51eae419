package io.defectsdk.core.internal.picture;

import io.defectsdk.StorageException;
import io.defectsdk.spi.PictureStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Pictures in a directory. A file is written under a name of its own, flushed to the disk and then renamed, so that a key
 * names a whole picture or none.
 */
public final class DirectoryPictureStore implements PictureStore {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final Path root;

    /**
     * In this directory, made when it does not exist.
     *
     * @throws StorageException if it cannot be made or is no directory
     */
    public DirectoryPictureStore(Path root) {
        try {
            // "." makes a link to a directory as good as a directory
            this.root = Files.createDirectories(root.resolve(".")).toRealPath();
        } catch (IOException e) {
            throw new StorageException("the picture directory " + root + " cannot be made or opened: " + e, e);
        }
    }

    @Override
    public void put(String key, byte[] content) {
        Path target = path(key);
        Path folder = target.resolveSibling(".");
        Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StorageException("the picture " + key + " cannot be written below " + root + ": " + e, e);
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
    public Optional<byte[]> get(String key) {
        Path file = path(key);
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("the picture " + key + " cannot be read below " + root + ": " + e, e);
        }
    }

    private Path path(String key) {
        if (key.length() > 500 || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "a picture's key is a relative path of letters, digits, '.', '_', '-' and"
                            + " '/', at most 500 characters, whose parts do not begin with a dot, but is '" + key
                            + "'");
        }
        return root.resolve(key);
    }
}
