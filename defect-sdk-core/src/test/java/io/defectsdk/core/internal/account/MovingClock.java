package io.defectsdk.core.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, either way. */
final class MovingClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-23T01:02:03.123456Z");

    void move(Duration distance) {
        now = now.plus(distance);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("zones matter to nobody here");
    }
}
