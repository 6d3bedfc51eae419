package io.defectsdk.core.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets calls in while it is open; closing waits for those inside. Thread-safe. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int inside;
    private boolean closed;

    /**
     * Runs a call inside.
     *
     * @throws IllegalStateException if the gate is closed
     */
    public <T> T call(Supplier<T> body) {
        enter();
        try {
            return body.get();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this DefectSdk is closed");
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            if (--inside == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the gate and waits for the calls inside.
     *
     * @return false if it was closed before
     */
    public boolean close(Duration patience) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
            long nanos = patience.toNanos();
            while (inside > 0 && nanos > 0) {
                nanos = empty.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
