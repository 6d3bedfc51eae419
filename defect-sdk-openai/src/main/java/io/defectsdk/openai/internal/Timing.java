package io.defectsdk.openai.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, injected so that tests wait for nothing. Thread-safe. */
public interface Timing {
    /** The machine's own. */
    static Timing system() {
        return new Timing() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }
        };
    }

    /** Nanoseconds since some moment, for differences alone. */
    long nanos();

    /** The time of day, for a server that names one. */
    Instant now();

    /** 0 to 1, so that clients that failed together do not come back together. */
    double random();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;
}
