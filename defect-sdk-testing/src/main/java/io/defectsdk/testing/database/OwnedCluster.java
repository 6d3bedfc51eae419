package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Cluster} in a directory that this process holds the lock of, closed at the latest when the JVM ends. What a
 * killed JVM leaves behind is put in order by the next one: a kept directory when it is opened again, temporary ones
 * when the next temporary one is made.
 */
final class OwnedCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedCluster.class);
    private static final String TEMPORARY = "server-";

    private final Cluster cluster;
    private final DirectoryLock lock;
    private final boolean temporary;
    private final Thread atExit = new Thread(this::endWithJvm, "defect-sdk-postgres-exit");
    private boolean closed;

    private OwnedCluster(Cluster cluster, DirectoryLock lock, boolean temporary) {
        this.cluster = cluster;
        this.lock = lock;
        this.temporary = temporary;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A cluster, not started, that stays when it is closed. */
    static OwnedCluster kept(Path directory) throws IOException {
        Workspace.createPrivate(directory);
        DirectoryLock lock = DirectoryLock.tryLock(directory)
                .orElseThrow(() -> new TestDatabaseException(
                        "the database in " + directory + " is in use by " + DirectoryLock.holder(directory)
                                + ": close it there, or take another directory",
                        null));
        return owned(directory, lock, true, false);
    }

    /** A cluster, not started, that is deleted when it is closed. */
    static OwnedCluster temporary(boolean durable) throws IOException {
        Path workspace = Workspace.path();
        sweep(workspace);
        while (true) {
            Path directory = workspace.resolve(TEMPORARY + UUID.randomUUID());
            Workspace.createPrivate(directory);
            Optional<DirectoryLock> lock;
            try {
                lock = DirectoryLock.tryLock(directory);
            } catch (NoSuchFileException e) {
                lock = Optional.empty();
            }
            // empty: another JVM's sweep came in between
            if (lock.isPresent()) {
                return owned(directory, lock.get(), durable, true);
            }
        }
    }

    private static OwnedCluster owned(Path directory, DirectoryLock lock, boolean durable, boolean temporary)
            throws IOException {
        try {
            return new OwnedCluster(new Cluster(directory, durable), lock, temporary);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Stops and deletes the temporary clusters of JVMs that were killed. */
    private static void sweep(Path workspace) throws IOException {
        List<Path> directories;
        try (Stream<Path> entries = Files.list(workspace)) {
            directories = entries.filter(entry -> entry.getFileName().toString().startsWith(TEMPORARY))
                    .toList();
        }
        for (Path directory : directories) {
            try {
                Optional<DirectoryLock> lock = DirectoryLock.tryLock(directory);
                if (lock.isPresent()) {
                    clearAway(directory, lock.get());
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("Could not clear away {}", directory, e);
            }
        }
    }

    private static void clearAway(Path directory, DirectoryLock lock) throws IOException {
        try {
            new Cluster(directory, false).stopOrphan();
        } finally {
            lock.close();
        }
        Workspace.delete(directory);
    }

    Cluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook runs anyway, and whichever comes first does the work
        }
        try {
            if (stop() && temporary) {
                Workspace.delete(cluster.directory());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not clear away " + cluster.directory(), e);
        }
    }

    private void endWithJvm() {
        try {
            if (stop() && temporary) {
                Workspace.deleteLater(cluster.directory());
            }
        } catch (IOException e) {
            LOG.warn("Could not clear away {}", cluster.directory(), e);
        }
    }

    /** Whether this call was the one that did it. */
    private synchronized boolean stop() throws IOException {
        if (closed) {
            return false;
        }
        closed = true;
        try {
            if (temporary) {
                cluster.abandon();
            } else {
                cluster.stop();
            }
        } finally {
            cluster.kill();
            lock.close();
        }
        return true;
    }
}
