package io.defectsdk.core.internal.inspection;

import java.lang.management.ManagementFactory;

/** What the current thread has allocated so far. */
public final class AllocatedBytes {
    private AllocatedBytes() {}

    public static long now() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
