package io.defectsdk.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Argument checks that the values of several packages share. */
public final class Checks {
    private Checks() {}

    /**
     * A text that is not blank, holds no control characters or half surrogate pairs (which no database keeps) and is no
     * longer than {@code maxLength} code points.
     *
     * @throws IllegalArgumentException naming the argument, the limit and the length found
     */
    public static String text(String value, String name, int maxLength) {
        requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        int length = value.codePointCount(0, value.length());
        if (length > maxLength) {
            throw new IllegalArgumentException(
                    name + " must be at most " + maxLength + " characters long, but has " + length);
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must not hold control characters");
        }
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(name + " must be Unicode text, but holds half of a surrogate pair");
        }
        return value;
    }

    /**
     * A number within {@code [min, max]}.
     *
     * @throws IllegalArgumentException naming the argument, the range and the value found (NaN is refused)
     */
    public static double inRange(double value, String name, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], but is " + value);
        }
        return value;
    }

    /**
     * A whole number within {@code [min, max]}.
     *
     * @throws IllegalArgumentException naming the argument, the range and the value found
     */
    public static int inRange(int value, String name, int min, int max) {
        return (int) inRange((long) value, name, min, max);
    }

    /** See {@link #inRange(int, String, int, int)}. */
    public static long inRange(long value, String name, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], but is " + value);
        }
        return value;
    }

    /**
     * A time span within {@code [min, max]}.
     *
     * @throws IllegalArgumentException naming the argument, the range and the value found
     */
    public static Duration inRange(Duration value, String name, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], but is " + value);
        }
        return value;
    }
}
