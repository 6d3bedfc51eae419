package io.defectsdk.core.internal.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that never keep a host's JVM alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Daemon threads named {@code prefix-1}, {@code prefix-2} and so on. */
    public static ThreadFactory named(String prefix) {
        AtomicInteger counter = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + counter.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
