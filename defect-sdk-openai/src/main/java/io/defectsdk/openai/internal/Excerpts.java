package io.defectsdk.openai.internal;

import java.util.Optional;

/** What a server said, short and harmless enough for a message or a log. */
final class Excerpts {
    private static final int LENGTH = 300;

    private Excerpts() {}

    /** On one line, without control characters, cut off, with the key masked if the server repeats it. */
    static String of(String text, Optional<String> key) {
        StringBuilder line = new StringBuilder();
        String masked = key.isPresent() ? text.replace(key.get(), "***") : text;
        boolean blank = false;
        for (int i = 0; i < masked.length() && line.length() < LENGTH; ) {
            int character = masked.codePointAt(i);
            i += Character.charCount(character);
            if (isHarmless(character)) {
                if (blank && line.length() > 0) {
                    line.append(' ');
                }
                line.appendCodePoint(character);
                blank = false;
            } else {
                blank = true;
            }
        }
        return line.length() < LENGTH ? line.toString() : line + "...";
    }

    /** Neither blank nor able to move the cursor, turn the writing round or end a line. */
    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
