package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL on a directory of ours: made when it is not there, started, stopped, killed. The caller holds the
 * directory's lock. Confined to one thread at a time.
 */
final class Cluster {
    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final long START_NANOS = 120_000_000_000L;
    private static final int PORT_TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final Path data;
    private final boolean durable;
    private final ServerLog log;
    private final Programs programs;
    private @Nullable Process process;
    private int port;

    /**
     * A cluster that is not started.
     *
     * @param directory where it is or will be
     * @param durable whether what was committed outlives a power cut, at the price of speed
     */
    Cluster(Path directory, boolean durable) throws IOException {
        Workspace.createPrivate(directory);
        // as the operating system will name it to us
        this.directory = directory.toRealPath();
        this.data = this.directory.resolve("data");
        this.durable = durable;
        this.log = new ServerLog(this.directory.resolve("server.log"));
        this.programs = new Programs(Binaries.get(), log);
    }

    Path directory() {
        return directory;
    }

    boolean running() {
        return process != null && process.isAlive();
    }

    /** Sends a signal to all of the server's processes. */
    void signal(String name) {
        if (process == null) {
            throw new IllegalStateException("the server is not running: start it first");
        }
        Postmaster.signal(process.toHandle(), name);
    }

    /** Starts the server, on the port it had before if it was started before. */
    void start() throws IOException {
        if (running()) {
            throw new IllegalStateException("the server is running already: stop or kill it first");
        }
        create();
        stopOrphan();
        int tries = port == 0 ? PORT_TRIES : 1;
        for (int attempt = 0; attempt < tries; attempt++) {
            int wanted = port == 0 ? freePort() : port;
            if (launch(wanted) == Launch.READY) {
                port = wanted;
                return;
            }
        }
        throw new TestDatabaseException(
                "another program took the port that the server was to listen on"
                        + (port == 0 ? ", " + PORT_TRIES + " times" : ": " + port),
                null);
    }

    /** Stops a server that an earlier process left behind, and clears its traces away. */
    void stopOrphan() throws IOException {
        Optional<Postmaster> orphan = Postmaster.on(data);
        if (orphan.isPresent()) {
            LOG.warn(
                    "Stopping PostgreSQL process {}, left behind by an earlier run on {}",
                    orphan.get().pid(),
                    directory);
            try {
                programs.stop(data, durable);
            } catch (TestDatabaseException e) {
                LOG.warn(
                        "Killing PostgreSQL process {}, which did not stop",
                        orphan.get().pid(),
                        e);
                orphan.get().kill();
            }
        }
        Postmaster.forgetGone(data);
    }

    /** Stops the server in good order: clients are cut off, everything is written. */
    void stop() {
        stop(true);
    }

    /** Stops the server without writing anything, because nobody will want it. */
    void abandon() {
        stop(false);
    }

    private void stop(boolean orderly) {
        if (running()) {
            programs.stop(data, orderly);
        }
        process = null;
    }

    /** Ends all of the server's processes at once. */
    void kill() {
        if (process != null) {
            Postmaster.kill(process.toHandle());
        }
        process = null;
    }

    Access access(String database) {
        return Access.local(port, database, SUPERUSER, password());
    }

    private void create() throws IOException {
        if (Files.isDirectory(data)) {
            return;
        }
        // renamed when it is whole, so that a run that was killed leaves no half cluster
        Path partial = directory.resolve("data.new");
        Workspace.delete(partial);
        Path password = directory.resolve("password");
        Files.deleteIfExists(password);
        Workspace.createFile(password);
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        Files.writeString(password, HexFormat.of().formatHex(secret));
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + partial,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=" + programs.platform().locale()));
        if (!durable) {
            arguments.add("--no-sync");
        }
        programs.run("initdb", arguments);
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private enum Launch {
        READY,
        /** Somebody took the port between our asking for a free one and the server's opening it. */
        PORT_TAKEN,
        /** Processes of a server that was killed have not ended yet: on a busy machine that takes a moment. */
        STILL_DYING
    }

    private Launch launch(int onPort) throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        Launch launch = launchOnce(onPort);
        while (launch == Launch.STILL_DYING && System.nanoTime() < deadline) {
            Pause.millis(200);
            launch = launchOnce(onPort);
        }
        if (launch == Launch.STILL_DYING) {
            throw new TestDatabaseException(
                    "processes of the killed server on " + data + " still hold its memory: end them by hand", null);
        }
        return launch;
    }

    private Launch launchOnce(int onPort) throws IOException {
        long before = log.size();
        Process launched = programs.launch("postgres", arguments(onPort));
        long deadline = System.nanoTime() + START_NANOS;
        try {
            while (!Postmaster.ready(data, launched.pid())) {
                if (!launched.isAlive()) {
                    String said = log.since(before);
                    if (said.contains("could not create any TCP/IP sockets")) {
                        return Launch.PORT_TAKEN;
                    }
                    if (said.contains("pre-existing shared memory block")) {
                        return Launch.STILL_DYING;
                    }
                    throw programs.failed("postgres", "ended with status " + launched.exitValue(), before);
                }
                if (System.nanoTime() > deadline) {
                    throw programs.failed("postgres", "was not ready in time", before);
                }
                Pause.millis(10);
            }
        } catch (IOException | RuntimeException e) {
            Postmaster.kill(launched.toHandle());
            throw e;
        }
        process = launched;
        return Launch.READY;
    }

    private List<String> arguments(int onPort) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(onPort)));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=" + Access.LOOPBACK,
                "unix_socket_directories=",
                "max_connections=200",
                "timezone=UTC",
                // in the data directory, which we delete; /dev/shm is small in containers, and a kill leaves files
                // there
                "dynamic_shared_memory_type=" + (programs.platform().windows() ? "windows" : "mmap")));
        if (!durable) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        for (String setting : settings) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }

    private String password() {
        try {
            return Files.readString(directory.resolve("password"));
        } catch (IOException e) {
            throw new UncheckedIOException("the password of the cluster in " + directory + " cannot be read", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            return socket.getLocalPort();
        }
    }
}
