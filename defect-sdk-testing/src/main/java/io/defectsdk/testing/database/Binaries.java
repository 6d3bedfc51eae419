package io.defectsdk.testing.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL programs, unpacked from the class path once per user and archive: into a folder of
 * their own that is renamed when it is whole, so that any number of JVMs may do so at the same time.
 */
final class Binaries {
    private static @Nullable Binaries unpacked;

    private final Platform platform;
    private final Path root;

    private Binaries(Platform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    /** Whether binaries for this machine are on the class path. */
    static boolean available() {
        return Binaries.class.getResource("/" + Platform.current().archive()) != null;
    }

    /** The programs for this machine, unpacked if need be. */
    static synchronized Binaries get() {
        if (unpacked == null || !Files.isExecutable(unpacked.program("postgres"))) {
            Platform platform = Platform.current();
            try {
                unpacked = new Binaries(platform, unpack(platform));
            } catch (IOException e) {
                throw new UncheckedIOException("could not unpack the PostgreSQL binaries", e);
            }
        }
        return unpacked;
    }

    Platform platform() {
        return platform;
    }

    /**
     * The beginning of a command line that runs a program. PostgreSQL refuses to run as root, as which tests often run
     * in containers; in a user namespace of its own it sees another user.
     */
    List<String> command(String program) {
        List<String> command = new ArrayList<>();
        if (platform.system().equals("linux") && "root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(program(program).toString());
        return command;
    }

    private Path program(String name) {
        return root.resolve("bin").resolve(platform.executable(name));
    }

    private static Path unpack(Platform platform) throws IOException {
        Path workspace = Workspace.path();
        Path home = workspace.resolve("binaries-" + hash(platform).substring(0, 16));
        if (Files.isDirectory(home)) {
            return home;
        }
        Path partial = workspace.resolve("unpacking-" + UUID.randomUUID());
        try {
            try (InputStream archive = open(platform);
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
                unpack(tar, partial);
            }
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // when another JVM was quicker, what it unpacked is the same
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Workspace.delete(partial);
        }
        return home;
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        Files.createDirectories(target);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the archive has an entry outside its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.resolve("..").normalize());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
            } else {
                Files.copy(tar, path);
                if ((entry.getMode() & 0100) != 0 && Workspace.posix(path)) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static String hash(Platform platform) throws IOException {
        try (InputStream archive = open(platform);
                DigestInputStream digest = new DigestInputStream(archive, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open(Platform platform) {
        InputStream archive = Binaries.class.getResourceAsStream("/" + platform.archive());
        if (archive == null) {
            throw new TestDatabaseException(
                    "no PostgreSQL binaries for this platform on the class path: add io.zonky.test.postgres:"
                            + platform.artifact() + ", or name a server with -D" + ServerChoice.JDBC_URL + "=…",
                    null);
        }
        return archive;
    }
}
