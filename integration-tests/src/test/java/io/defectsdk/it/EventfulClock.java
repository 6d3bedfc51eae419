package io.defectsdk.it;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A clock that jumps, and on which something happens when it is read for the n-th time. A registration reads it once a
 * picture: when the file is stored, and before its row is written.
 */
final class EventfulClock extends Clock {
    private final Map<Integer, Runnable> events = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Duration offset = Duration.ZERO;

    /** Counts readings from now on. */
    void restart() {
        readings.set(0);
    }

    EventfulClock at(int reading, Runnable event) {
        events.put(reading, event);
        return this;
    }

    void jump(Duration distance) {
        offset = offset.plus(distance);
    }

    int readings() {
        return readings.get();
    }

    @Override
    public Instant instant() {
        Runnable event = events.remove(readings.incrementAndGet());
        if (event != null) {
            event.run();
        }
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks this clock for a time of day");
    }
}
