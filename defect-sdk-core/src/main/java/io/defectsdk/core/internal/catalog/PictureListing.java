package io.defectsdk.core.internal.catalog;

import io.defectsdk.LimitExceededException;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.spi.PictureNames;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the picture files of a folder. No link is followed, so that no way leads in a circle. */
final class PictureListing extends SimpleFileVisitor<Path> {
    /**
     * What was found.
     *
     * @param path relative to the folder
     * @param refusal why it cannot be looked at, such as a subfolder that cannot be read
     */
    record Found(Path path, Optional<String> refusal) {}

    private final Path root;
    private final int limit;
    private final List<Found> files = new ArrayList<>();
    private int count;

    private PictureListing(Path root, int limit) {
        this.root = root;
        this.limit = limit;
    }

    /**
     * The picture files, ordered by path.
     *
     * @param root the folder's real path
     * @throws LimitExceededException if there are more files than it allows
     * @throws IOException if it cannot be read
     */
    static List<Found> of(Path root, PictureFolder folder) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(folder.folder().toString());
        }
        PictureListing listing = new PictureListing(root, folder.maxFiles());
        Files.walkFileTree(
                root, EnumSet.noneOf(FileVisitOption.class), folder.recursive() ? Integer.MAX_VALUE : 1, listing);
        if (listing.count > folder.maxFiles()) {
            throw new LimitExceededException("the folder " + folder.folder() + " has " + listing.count
                    + " picture files, but at most " + folder.maxFiles()
                    + " are registered in one run: raise the limit (withMaxFiles), or split the folder");
        }
        listing.files.sort(Comparator.comparing(Found::path));
        return listing.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        boolean hidden = !folder.equals(root) && (FileNames.of(folder).startsWith(".") || Files.isHidden(folder));
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isDirectory() && PictureNames.accepts(file)) { // one that is not looked into ends the walk, too
            add(file, oddity(file, attributes));
        }
        return FileVisitResult.CONTINUE;
    }

    private static Optional<String> oddity(Path file, BasicFileAttributes attributes) {
        if (attributes.isOther()) {
            return Optional.of("is not a file: a pipe, a socket or a device");
        }
        return attributes.isSymbolicLink() && Files.isDirectory(file)
                ? Optional.of("is a link to a folder, which is not followed")
                : Optional.empty();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        return unreadable(file, failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        return failure == null ? FileVisitResult.CONTINUE : unreadable(folder, failure);
    }

    private FileVisitResult unreadable(Path path, IOException failure) throws IOException {
        if (path.equals(root)) {
            throw failure;
        }
        add(path, Optional.of("cannot be read: " + FileTrouble.words(failure)));
        return FileVisitResult.CONTINUE;
    }

    private void add(Path path, Optional<String> refusal) {
        count++;
        if (count <= limit) { // counted to be told, but not kept
            files.add(new Found(root.relativize(path), refusal));
        }
    }
}
