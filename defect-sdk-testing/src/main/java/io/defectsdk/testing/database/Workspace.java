package io.defectsdk.testing.database;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder under the system's temporary one in which binaries and servers that do not last are kept. */
final class Workspace {
    private static final int ATTEMPTS = 50;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Workspace() {}

    /**
     * The folder of this user, readable by nobody else.
     *
     * @throws TestDatabaseException if somebody else made it: they could have put programs into it
     */
    static Path path() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = temporary.resolve("defect-sdk-postgres-" + System.getProperty("user.name"));
        Files.createDirectories(temporary);
        createPrivate(folder);
        Path probe = Files.createTempFile(temporary, "defect-sdk-", null);
        try {
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe));
            if (!ours) {
                throw new TestDatabaseException(
                        folder + " must be a folder of this user, but is not: remove it, or set java.io.tmpdir", null);
            }
        } finally {
            Files.delete(probe);
        }
        if (posix(folder)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        return folder;
    }

    /** Makes a folder, and its parents, that only this user may enter, unless it is there. */
    static void createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(folder);
        if (posix(folder)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }

    /** Makes an empty file that only this user may read. */
    static void createFile(Path file) throws IOException {
        if (posix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Deletes a folder by a process of its own that outlives this one: a server on which hundreds of tests made their
     * tables has tens of thousands of files, and a JVM that is ending is not given the time.
     */
    static void deleteLater(Path folder) throws IOException {
        if (posix(folder)) {
            new ProcessBuilder("rm", "-rf", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } else {
            delete(folder);
        }
    }

    /** Deletes a folder with all that is in it; links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                // the last processes of a server that was killed still write for a moment
                if (attempt == ATTEMPTS || !waited()) {
                    throw e;
                }
            }
        }
    }

    private static boolean waited() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
