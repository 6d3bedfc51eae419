package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running PostgreSQL server process with its children, found by its {@code postmaster.pid}. */
final class Postmaster {
    private static final String PID_FILE = "postmaster.pid";
    private static final int STATUS_LINE = 7;
    private static final int PATIENCE_SECONDS = 30;

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /**
     * The live server on a data directory. A process that has the number by accident does not count: it must be a
     * {@code postgres} that was started on this very directory.
     */
    static Optional<Postmaster> on(Path dataDirectory) throws IOException {
        return pidFile(dataDirectory).stream()
                .findFirst()
                .flatMap(Postmaster::number)
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, dataDirectory))
                .map(Postmaster::new);
    }

    /**
     * Removes the pid file of a server that is gone. PostgreSQL does so itself unless the number in the file now belongs
     * to another process of this user, as it often does after a container or machine has started again, or to a dead one
     * that nobody asked after. Only where the system tells that no process works in the data directory any more, and
     * only while the caller holds the directory's lock.
     */
    static void forgetGone(Path dataDirectory) throws IOException {
        Path pidFile = dataDirectory.resolve(PID_FILE);
        if (!Files.exists(pidFile) || !Files.isDirectory(Path.of("/proc/self"))) {
            return;
        }
        // children outlive a killed parent for a moment
        ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, dataDirectory) && running(process))
                .forEach(Postmaster::kill);
        Files.deleteIfExists(pidFile);
    }

    private static boolean worksIn(ProcessHandle process, Path dataDirectory) {
        try {
            return postgres(process)
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                            .equals(dataDirectory);
        } catch (IOException e) {
            // gone meanwhile, or of another user
            return false;
        }
    }

    /** Whether the server that this process is has said that it accepts connections. */
    static boolean ready(Path dataDirectory, long pid) throws IOException {
        List<String> lines = pidFile(dataDirectory);
        return lines.size() > STATUS_LINE
                && number(lines.get(0)).filter(number -> number == pid).isPresent()
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private static List<String> pidFile(Path dataDirectory) throws IOException {
        try {
            return Files.readAllLines(dataDirectory.resolve(PID_FILE));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Optional<Long> number(String line) {
        String digits = line.strip();
        return digits.matches("[1-9][0-9]{0,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static boolean serves(ProcessHandle process, Path dataDirectory) {
        // where the system does not tell the arguments of a process, its name must do
        return postgres(process)
                && process.info()
                        .arguments()
                        .map(arguments -> Stream.of(arguments).anyMatch(dataDirectory.toString()::equals))
                        .orElse(true);
    }

    private static boolean postgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                .isPresent();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the server and its children at once, as a power cut would, and waits until they are gone. */
    void kill() {
        kill(process);
    }

    /** See {@link #kill()}. */
    static void kill(ProcessHandle process) {
        // first the parent: it would clean up after children that die before it
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await(process);
        children.forEach(Postmaster::await);
    }

    /** Sends a signal, such as {@code STOP}, to a process and its children. */
    static void signal(ProcessHandle process, String name) {
        // the parent first, so that it makes no further children
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        command.add(Long.toString(process.pid()));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new TestDatabaseException(
                        "could not send " + name + " to process " + process.pid() + ": status " + status, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not send a signal; this needs a POSIX system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestDatabaseException("interrupted while sending a signal", e);
        }
    }

    private static void await(ProcessHandle process) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (running(process)) {
            if (System.nanoTime() > deadline) {
                throw new TestDatabaseException(
                        "process " + process.pid() + " was killed, but is still there after " + PATIENCE_SECONDS + " s",
                        null);
            }
            Pause.millis(10);
        }
    }

    /** A dead process that nobody has asked after yet has a number still, but no program. */
    private static boolean running(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
