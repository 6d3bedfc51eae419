package io.defectsdk.deployment;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A deployment at work. Thread-safe.
 *
 * @param <V> what it makes: a version of something
 */
public interface DeploymentRun<V> {
    /** The database's key of its log row. */
    long id();

    /** For which product. */
    String productCode();

    /** How far it is. */
    DeploymentProgress progress();

    /**
     * Calls the listener at once with the present progress, and then at each step, on the thread that does the work;
     * an exception it throws is logged and otherwise ignored.
     *
     * @return this run
     */
    DeploymentRun<V> onProgress(Consumer<DeploymentProgress> listener);

    /**
     * Asks it to stop at the next step; the old version stays active.
     *
     * @return false if it had ended or was already activating
     */
    boolean cancel();

    /** Completes with the new, active version, or exceptionally with what {@link #join()} would throw. */
    CompletableFuture<V> completion();

    /**
     * Waits for the end.
     *
     * @return the new, active version
     * @throws io.defectsdk.DefectSdkException why it failed: a {@link io.defectsdk.PictureException} for a picture that
     *     cannot be read, a {@link io.defectsdk.DeploymentException} when it was cancelled, and so on
     */
    V join();
}
