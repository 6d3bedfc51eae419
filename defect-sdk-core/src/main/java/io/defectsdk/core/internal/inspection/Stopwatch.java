package io.defectsdk.core.internal.inspection;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Measures one step after the other, to the microsecond. Confined to one thread. */
final class Stopwatch {
    private long last = System.nanoTime();

    /** The time since the last call, or since this watch was made. */
    Duration lap() {
        long now = System.nanoTime();
        Duration lap = Duration.ofNanos(now - last).truncatedTo(ChronoUnit.MICROS);
        last = now;
        return lap;
    }
}
