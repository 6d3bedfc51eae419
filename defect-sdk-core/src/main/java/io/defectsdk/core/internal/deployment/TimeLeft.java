package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.patchcore.CoresetCost;
import io.defectsdk.deployment.DeploymentPhase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long a deployment still takes: the rest of the present phase at the speed it has shown, and what is expected of later
 * phases. Confined to one thread.
 */
final class TimeLeft {
    /** With less of a phase done, what was expected of it says more than the speed so far. */
    private static final double TELLING = 0.01;

    private final LongSupplier nanoTime;
    private final Map<DeploymentPhase, Long> expected = new EnumMap<>(DeploymentPhase.class);
    private DeploymentPhase phase = DeploymentPhase.WAITING;
    private long start;
    private long phaseStart;
    private double share;
    private double fraction;

    /** By this clock, as {@link System#nanoTime()}. */
    TimeLeft(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A phase will take about so long. */
    void expect(DeploymentPhase later, Duration duration) {
        expected.put(later, duration.toNanos());
    }

    /** So much of a phase is done. */
    void reached(DeploymentPhase present, long done, long total) {
        long now = nanoTime.getAsLong();
        if (phase == DeploymentPhase.WAITING && present != phase) {
            start = now;
        }
        if (present != phase) {
            phase = present;
            phaseStart = now;
        }
        share = phase == DeploymentPhase.CORESET ? CoresetCost.share(done, total) : (double) done / total;
    }

    /** The time until the end, once there is something to tell it from. */
    Optional<Duration> remaining() {
        if (phase == DeploymentPhase.DONE) {
            return Optional.of(Duration.ZERO);
        }
        long passed = nanoTime.getAsLong() - phaseStart;
        Long present = expected.get(phase);
        if (share >= TELLING) {
            present = (long) (passed / share);
        }
        if (present == null || expected.isEmpty()) {
            return Optional.empty();
        }
        long nanos = Math.max(0, present - passed);
        for (Map.Entry<DeploymentPhase, Long> other : expected.entrySet()) {
            if (other.getKey().compareTo(phase) > 0) {
                nanos += other.getValue();
            }
        }
        return Optional.of(Duration.ofNanos(nanos));
    }

    /** The share of the whole time that has passed, 0 to 1; it never falls, and is 1 at the end only. */
    double fraction() {
        if (phase == DeploymentPhase.DONE) {
            return 1;
        }
        remaining().ifPresent(left -> {
            double passed = nanoTime.getAsLong() - start;
            fraction = Math.min(0.999, Math.max(fraction, passed / Math.max(1, passed + left.toNanos())));
        });
        return fraction;
    }
}
