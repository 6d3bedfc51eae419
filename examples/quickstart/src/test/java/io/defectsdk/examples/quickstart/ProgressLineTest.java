package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, nanos::get);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static DeploymentProgress progress(DeploymentPhase phase, long done, long total) {
        Optional<Duration> remaining = done == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(2100));
        return new DeploymentProgress(phase, done, total, 0.5, remaining);
    }

    @Test
    void writesBeginningEndAndEveryFewSecondsToAFile() {
        ProgressLine line = line(false);
        line.show(progress(DeploymentPhase.WAITING, 0, 1));
        for (int done = 0; done <= 40; done++) {
            line.show(progress(DeploymentPhase.EMBEDDING, done, 40));
            nanos.addAndGet(Duration.ofMillis(300).toNanos());
        }
        line.show(progress(DeploymentPhase.CORESET, 0, 2000));
        line.show(progress(DeploymentPhase.DONE, 1, 1));
        assertThat(written().lines())
                .containsExactly(
                        "  reading pictures [........................] 0/40",
                        "  reading pictures [##########..............] 17/40, 3 s left",
                        "  reading pictures [####################....] 34/40, 3 s left",
                        "  reading pictures [########################] 40/40",
                        "  choosing bank    [........................] 0/2000");
    }

    @Test
    void rewritesOneLineAPhaseOnATerminal() {
        ProgressLine line = line(true);
        line.show(progress(DeploymentPhase.EMBEDDING, 0, 2));
        nanos.addAndGet(Duration.ofMillis(20).toNanos());
        line.show(progress(DeploymentPhase.EMBEDDING, 1, 2)); // too soon after the first
        line.show(progress(DeploymentPhase.EMBEDDING, 2, 2));
        line.show(progress(DeploymentPhase.CALIBRATION, 0, 2));
        line.show(progress(DeploymentPhase.DONE, 1, 1));
        assertThat(written().lines().filter(text -> !text.isBlank()).map(String::stripTrailing))
                .containsExactly(
                        "  reading pictures [........................] 0/2",
                        "  reading pictures [########################] 2/2",
                        "  calibrating      [........................] 0/2");
        assertThat(written().chars().filter(c -> c == '\r')).hasSize(3);
        assertThat(written().chars().filter(c -> c == '\n')).hasSize(2);
        assertThat(written()).endsWith(System.lineSeparator());
    }

    @Test
    void tellsLongWaitsInMinutes() {
        line(false)
                .show(new DeploymentProgress(
                        DeploymentPhase.CORESET, 1, 10, 0.1, Optional.of(Duration.ofSeconds(150))));
        assertThat(written()).contains("1/10, 3 min left");
    }
}
