package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the time of each phase of a deployment as its progress tells. Thread-safe. */
final class PhaseClock implements Consumer<DeploymentProgress> {
    private final Map<DeploymentPhase, Long> nanos = new EnumMap<>(DeploymentPhase.class);
    private DeploymentPhase phase = DeploymentPhase.WAITING;
    private long since = System.nanoTime();

    @Override
    public synchronized void accept(DeploymentProgress progress) {
        long now = System.nanoTime();
        nanos.merge(phase, now - since, Long::sum);
        phase = progress.phase();
        since = now;
    }

    /** Time spent in a phase so far. */
    synchronized double seconds(DeploymentPhase which) {
        return nanos.getOrDefault(which, 0L) / 1e9;
    }
}
