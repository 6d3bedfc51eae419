package io.defectsdk.openai;

import io.defectsdk.openai.internal.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The real clock, except that sleeping takes no time and only moves it on. */
final class SleeplessTiming implements Timing {
    private final AtomicLong slept = new AtomicLong();
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private final double random;

    SleeplessTiming(double random) {
        this.random = random;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + slept.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-24T08:00:00Z").plusNanos(slept.get());
    }

    @Override
    public double random() {
        return random;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        slept.addAndGet(duration.toNanos());
    }

    List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    void pass(Duration duration) {
        slept.addAndGet(duration.toNanos());
    }
}
