package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few callers at once do what takes a core for a while; the others wait for their turn, first come first served. */
public final class Turns {
    private final String what;
    private final int atOnce;
    private final Duration patience;
    private final Semaphore permits;

    /**
     * Lets this many in at once.
     *
     * @param what they do, for messages
     * @param patience how long one waits for a turn
     */
    public Turns(String what, int atOnce, Duration patience) {
        this.what = what;
        this.atOnce = atOnce;
        this.patience = patience;
        this.permits = new Semaphore(atOnce, true);
    }

    /**
     * Does some work in turn. It must not ask for another turn.
     *
     * @throws DefectSdkException {@code BUSY} if no turn comes in time or the thread is interrupted while it waits; retryable
     */
    public <T> T call(Supplier<T> work) {
        await();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void await() {
        try {
            if (permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DefectSdkException(
                    ErrorCode.BUSY, "interrupted while waiting for a turn to " + what + "; call again", e, true);
        }
        throw new DefectSdkException(
                ErrorCode.BUSY,
                "no turn to " + what + " came within " + patience.toMillis() + " ms: " + atOnce
                        + " at once are let in, and " + permits.getQueueLength()
                        + " still wait; call again in a moment",
                null,
                true);
    }
}
