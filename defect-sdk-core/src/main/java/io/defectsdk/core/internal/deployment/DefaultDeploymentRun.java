package io.defectsdk.core.internal.deployment;

import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.concurrent.Running;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.DeploymentRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * See {@link DeploymentRun}.
 *
 * @param <V> what it makes
 */
final class DefaultDeploymentRun<V> implements DeploymentRun<V>, ProgressReporter {
    private enum State {
        WORKING,
        CANCELLED,
        ACTIVATING
    }

    private final long id;
    private final String productCode;
    private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);
    private final Running<DeploymentProgress, V> running;
    private final TimeLeft timeLeft;

    DefaultDeploymentRun(long id, String productCode) {
        this(id, productCode, System::nanoTime);
    }

    DefaultDeploymentRun(long id, String productCode, LongSupplier nanoTime) {
        this.id = id;
        this.productCode = productCode;
        this.running = new Running<>(
                "deployment " + id, new DeploymentProgress(DeploymentPhase.WAITING, 0, 1, 0, Optional.empty()));
        this.timeLeft = new TimeLeft(nanoTime);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String productCode() {
        return productCode;
    }

    @Override
    public DeploymentProgress progress() {
        return running.progress();
    }

    @Override
    public DeploymentRun<V> onProgress(Consumer<DeploymentProgress> listener) {
        running.onProgress(listener);
        return this;
    }

    @Override
    public boolean cancel() {
        return !running.ended()
                && (state.compareAndSet(State.WORKING, State.CANCELLED) || state.get() == State.CANCELLED);
    }

    @Override
    public CompletableFuture<V> completion() {
        return running.completion();
    }

    @Override
    public V join() {
        return running.join();
    }

    @Override
    public void report(DeploymentPhase phase, long done, long total) {
        requireNotCancelled();
        show(phase, done, total);
    }

    @Override
    public void expect(DeploymentPhase later, Duration duration) {
        timeLeft.expect(later, duration);
    }

    private void show(DeploymentPhase phase, long done, long total) {
        timeLeft.reached(phase, done, total);
        running.show(new DeploymentProgress(phase, done, total, timeLeft.fraction(), timeLeft.remaining()));
    }

    /** From here on it cannot be cancelled. */
    void activating() {
        if (!state.compareAndSet(State.WORKING, State.ACTIVATING)) {
            requireNotCancelled();
        }
        show(DeploymentPhase.ACTIVATION, 0, 1);
    }

    private void requireNotCancelled() {
        if (state.get() == State.CANCELLED) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_CANCELLED,
                    "deployment " + id + " of '" + productCode + "' was cancelled; nothing was activated",
                    null);
        }
    }

    void succeeded(V version) {
        show(DeploymentPhase.DONE, 1, 1);
        running.succeeded(version);
    }

    void failed(Throwable cause) {
        show(DeploymentPhase.DONE, 0, 1);
        running.failed(asDefectSdkException(cause));
    }

    private DefectSdkException asDefectSdkException(Throwable cause) {
        return cause instanceof DefectSdkException known
                ? known
                : new DeploymentException(ErrorCode.DEPLOYMENT_FAILED, "deployment " + id + " failed: " + cause, cause);
    }
}
