package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, their output appended to a log. */
final class Programs {
    private static final int PATIENCE_SECONDS = 120;

    private final Binaries binaries;
    private final ServerLog log;

    Programs(Binaries binaries, ServerLog log) {
        this.binaries = binaries;
        this.log = log;
    }

    Platform platform() {
        return binaries.platform();
    }

    /** Starts a program that goes on running. */
    Process launch(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(binaries.command(program));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.append());
        // a developer's PGDATA or PGPORT is not meant for us
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("could not run " + command.get(0), e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws TestDatabaseException with the end of the log if it fails
     */
    void run(String program, List<String> arguments) {
        long before = log.size();
        Process process = launch(program, arguments);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Postmaster.kill(process.toHandle());
                throw failed(program, "did not end within " + PATIENCE_SECONDS + " s", before);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new TestDatabaseException("interrupted while " + program + " was running", e);
        }
        if (process.exitValue() != 0) {
            throw failed(program, "ended with status " + process.exitValue(), before);
        }
    }

    TestDatabaseException failed(String program, String how, long before) {
        String said = log.since(before);
        String hint = said.contains("unshare")
                ? "; PostgreSQL does not run as root, and this system gives root no user namespace: run as another user,"
                        + " or name a server with -D" + ServerChoice.JDBC_URL + "=…"
                : "";
        return new TestDatabaseException(program + " " + how + hint + ". It said: " + said.strip(), null);
    }

    /**
     * Stops the server on a data directory and waits until it has ended.
     *
     * @param orderly whether it writes everything first; otherwise the next start recovers from the log
     */
    void stop(Path dataDirectory, boolean orderly) {
        String mode = orderly ? "fast" : "immediate";
        run("pg_ctl", List.of("stop", "-D", dataDirectory.toString(), "-m", mode, "-w", "-t", "60"));
    }
}
