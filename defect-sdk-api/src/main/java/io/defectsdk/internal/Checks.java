package io.defectsdk.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;

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
        return wholeCharacters(value, name);
    }

    /**
     * A {@link #text} that tells entries apart: two that look alike would be two entries in the record.
     *
     * @throws IllegalArgumentException also if it begins or ends with a blank, or holds characters that nobody sees, such as
     *     zero-width spaces
     */
    public static String code(String value, String name, int maxLength) {
        text(value, name, maxLength);
        if (isBlank(value.codePointAt(0)) || isBlank(value.codePointBefore(value.length()))) {
            throw new IllegalArgumentException(
                    name + " must neither begin nor end with a blank, but is '" + value + "'; leave the blanks out");
        }
        value.codePoints()
                .filter(c -> Character.getType(c) == Character.FORMAT)
                .findFirst()
                .ifPresent(c -> {
                    throw new IllegalArgumentException(name + " must not hold characters that nobody sees, but holds "
                            + String.format(Locale.ROOT, "U+%04X", c) + "; leave it out");
                });
        return value;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * A text of at most {@code maxLength} code points, which may be empty and hold line ends and tabs.
     *
     * @throws IllegalArgumentException naming the argument, the limit and the length found
     */
    public static String longText(String value, String name, int maxLength) {
        requireNonNull(value, name);
        int length = value.codePointCount(0, value.length());
        if (value.indexOf('\0') >= 0 || length > maxLength) {
            throw new IllegalArgumentException(
                    name + " must hold no NUL and be at most " + maxLength + " characters long, but has " + length);
        }
        return wholeCharacters(value, name);
    }

    private static String wholeCharacters(String value, String name) {
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(name + " must be Unicode text, but holds half of a surrogate pair");
        }
        return value;
    }

    /**
     * A schema's name: a lower-case letter or underscore, then lower-case letters, digits and underscores, at most 63
     * characters, and not one of PostgreSQL's own.
     *
     * @throws IllegalArgumentException saying so, with the name found
     */
    public static String schema(String name) {
        requireNonNull(name, "schema");
        if (!name.matches("[a-z_][a-z0-9_]{0,62}") || name.startsWith("pg_")) {
            throw new IllegalArgumentException("schema must be lower-case letters, digits and underscores, begin with a"
                    + " letter or underscore but not with pg_, and be at most 63 characters long, but is '" + name
                    + "'");
        }
        return name;
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
        requireNonNull(value, name);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], but is " + value);
        }
        return value;
    }
}
