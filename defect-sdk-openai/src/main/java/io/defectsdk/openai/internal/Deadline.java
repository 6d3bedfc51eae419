package io.defectsdk.openai.internal;

import java.time.Duration;

/** Until when a call may take, its retries included. Immutable. */
final class Deadline {
    /** Longer than any call, and no overflow when added up in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Timing timing;
    private final long start;
    private final Duration timeout;

    Deadline(Timing timing, Duration timeout) {
        this.timing = timing;
        this.start = timing.nanos();
        this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    /** What is left, not below 0. */
    Duration left() {
        Duration left = timeout.minusNanos(timing.nanos() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** An own one, from now on, by the same clock. */
    Deadline within(Duration shorter) {
        return new Deadline(timing, shorter);
    }

    Duration timeout() {
        return timeout;
    }
}
