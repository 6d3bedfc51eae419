package io.defectsdk.examples.quickstart;

import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how a deployment goes: on a terminal as one line that is written again and again, elsewhere as a line at the
 * beginning and end of each phase and every few seconds between. Thread-safe.
 */
final class ProgressLine {
    private static final int BAR = 24;
    private static final int WIDTH = 78;
    private static final long TERMINAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long FILE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private DeploymentPhase phase = DeploymentPhase.WAITING;
    private long shownAt;

    /**
     * A line on this stream.
     *
     * @param terminal whether a person watches it
     * @param nanoTime as {@link System#nanoTime()}
     */
    ProgressLine(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    synchronized void show(DeploymentProgress progress) {
        if (progress.phase() == DeploymentPhase.WAITING) {
            return;
        }
        boolean first = progress.phase() != phase;
        boolean last = progress.done() == progress.total();
        long now = nanoTime.getAsLong();
        if (first && terminal && phase != DeploymentPhase.WAITING) {
            out.println();
        }
        if (progress.phase() != DeploymentPhase.DONE
                && (first || last || now - shownAt >= (terminal ? TERMINAL_NANOS : FILE_NANOS))) {
            print(progress);
            shownAt = now;
        }
        phase = progress.phase();
    }

    private void print(DeploymentProgress progress) {
        String line = describe(progress);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            out.flush();
        } else {
            out.println(line);
        }
    }

    private static String describe(DeploymentProgress progress) {
        long total = Math.max(1, progress.total());
        int filled = (int) (BAR * progress.done() / total);
        String remaining = progress.done() == progress.total()
                ? ""
                : progress.remaining().map(ProgressLine::words).orElse("");
        return String.format(
                Locale.ROOT,
                "  %-16s [%s%s] %d/%d%s",
                name(progress.phase()),
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                progress.done(),
                progress.total(),
                remaining);
    }

    private static String name(DeploymentPhase phase) {
        return switch (phase) {
            case WAITING -> "waiting";
            case READING -> "reading manuals";
            case EMBEDDING -> "reading pictures";
            case CORESET -> "choosing bank";
            case CALIBRATION -> "calibrating";
            case ACTIVATION -> "activating";
            case DONE -> "done";
        };
    }

    private static String words(Duration remaining) {
        long seconds = Math.max(1, (remaining.toMillis() + 999) / 1000);
        return seconds < 90 ? ", " + seconds + " s left" : ", " + (seconds + 59) / 60 + " min left";
    }
}
