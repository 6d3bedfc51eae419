package io.defectsdk.core.internal.deployment;

import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.RecipeVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link DeploymentRun}. */
final class DefaultDeploymentRun implements DeploymentRun, ProgressReporter {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultDeploymentRun.class);

    private enum State {
        WORKING,
        CANCELLED,
        ACTIVATING
    }

    private final long id;
    private final String productCode;
    private final List<Consumer<DeploymentProgress>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);
    private final CompletableFuture<RecipeVersion> completion = new CompletableFuture<>();
    private volatile DeploymentProgress progress =
            new DeploymentProgress(DeploymentPhase.WAITING, 0, 1, Optional.empty());
    private long phaseStart = System.nanoTime();

    DefaultDeploymentRun(long id, String productCode) {
        this.id = id;
        this.productCode = productCode;
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
        return progress;
    }

    @Override
    public DeploymentRun onProgress(Consumer<DeploymentProgress> listener) {
        listeners.add(listener);
        tell(listener, progress);
        return this;
    }

    @Override
    public boolean cancel() {
        return !completion.isDone()
                && (state.compareAndSet(State.WORKING, State.CANCELLED) || state.get() == State.CANCELLED);
    }

    @Override
    public CompletableFuture<RecipeVersion> completion() {
        return completion.copy();
    }

    @Override
    public RecipeVersion join() {
        try {
            return completion.join();
        } catch (CompletionException e) {
            throw asDefectSdkException(e.getCause());
        }
    }

    @Override
    public void report(DeploymentPhase phase, long done, long total) {
        requireNotCancelled();
        show(phase, done, total);
    }

    private void show(DeploymentPhase phase, long done, long total) {
        long now = System.nanoTime();
        if (phase != progress.phase()) {
            phaseStart = now;
        }
        Optional<Duration> remaining = done == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((now - phaseStart) / (double) done * (total - done))));
        progress = new DeploymentProgress(phase, done, total, remaining);
        listeners.forEach(listener -> tell(listener, progress));
    }

    private void tell(Consumer<DeploymentProgress> listener, DeploymentProgress now) {
        try {
            listener.accept(now);
        } catch (Throwable e) { // a failed assertion in a host's listener must not end a deployment either
            LOG.warn("a progress listener of deployment {} failed", id, e);
        }
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

    void succeeded(RecipeVersion version) {
        show(DeploymentPhase.DONE, 1, 1);
        completion.complete(version);
    }

    void failed(Throwable cause) {
        show(DeploymentPhase.DONE, 0, 1);
        completion.completeExceptionally(asDefectSdkException(cause));
    }

    private DefectSdkException asDefectSdkException(@Nullable Throwable cause) {
        return cause instanceof DefectSdkException known
                ? known
                : new DeploymentException(ErrorCode.DEPLOYMENT_FAILED, "deployment " + id + " failed: " + cause, cause);
    }
}
