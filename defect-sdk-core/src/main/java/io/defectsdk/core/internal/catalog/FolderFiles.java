package io.defectsdk.core.internal.catalog;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Opens files of a folder, by links too, and none outside: where a file lies is looked up first, and then opened step by step
 * without following a link, so that one that is put there in between leads nowhere. Thread-safe.
 */
final class FolderFiles {
    private final Path root;

    /**
     * Of this folder.
     *
     * @param root its real path
     */
    FolderFiles(Path root) {
        this.root = root;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it lies outside the folder, is none, or cannot be opened
     */
    SeekableByteChannel open(Path file) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new IOException("is a link out of the folder, to " + FileNames.printable(real.toString()));
        }
        return openUnlinked(root.relativize(real));
    }

    /** Opens the file of a path without links. */
    SeekableByteChannel openUnlinked(Path path) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            if (top instanceof SecureDirectoryStream<Path> secure) {
                return open(secure, path);
            }
        }
        Path file = root.resolve(path); // Windows has no such streams, and links for administrators only
        requireFile(file, Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS));
        return Files.newByteChannel(file, READ, NOFOLLOW_LINKS);
    }

    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        Path first = path.getName(0);
        if (path.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(first, NOFOLLOW_LINKS)) {
                return open(next, path.subpath(1, path.getNameCount()));
            }
        }
        requireFile(
                first,
                folder.getFileAttributeView(first, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                        .readAttributes());
        return folder.newByteChannel(first, Set.of(READ, NOFOLLOW_LINKS));
    }

    private static void requireFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) { // to open a pipe would wait for somebody who writes to it
            throw new IOException(FileNames.printable(path.toString()) + " is not a file");
        }
    }
}
