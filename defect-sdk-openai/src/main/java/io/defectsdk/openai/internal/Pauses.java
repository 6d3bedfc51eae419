package io.defectsdk.openai.internal;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long to wait before the next attempt: twice as long each time, or as the server says, with chance so that clients spread. */
final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final Timing timing;

    Pauses(Timing timing) {
        this.timing = timing;
    }

    /**
     * A pause.
     *
     * @param retry 0 for the first
     * @param retryAfter what the server asks for: never undercut
     */
    Duration before(int retry, Optional<Duration> retryAfter) {
        Duration growing = FIRST.multipliedBy(1L << Math.min(retry, 10));
        if (growing.compareTo(LONGEST) > 0) {
            growing = LONGEST;
        }
        long half = growing.toNanos() / 2;
        long spread = (long) (half * timing.random());
        return retryAfter.map(asked -> asked.plusNanos(spread)).orElse(Duration.ofNanos(half + spread));
    }

    /** {@code Retry-After} in either form of RFC 9110, 10.2.3; nothing if it is in neither. */
    Optional<Duration> retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("retry-after").orElse("").strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(timing.now(), then);
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
