package io.defectsdk.openai.internal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server said, short and harmless enough for a message or a log. */
final class Excerpts {
    private static final int LENGTH = 300;

    private Excerpts() {}

    /** On one line, without control characters, cut off, with the key masked if the server repeats it. */
    static String of(String text, Optional<String> key) {
        StringBuilder line = new StringBuilder();
        String masked = key.isPresent() ? inAnyForm(key.get()).matcher(text).replaceAll("***") : text;
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

    /** How many characters of a text one of the key may take. */
    static final int LONGEST_FORM = 6;

    /** The key as it is, and as JSON, a URL or HTML would write it: bodies are quoted undecoded where they are not what was expected. */
    private static Pattern inAnyForm(String key) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            String itself = Pattern.quote(String.valueOf(character));
            String hex = HexFormat.of().toHexDigits((byte) character);
            pattern.append("(?:\\\\u00(?i:")
                    .append(hex)
                    .append(")|%(?i:")
                    .append(hex)
                    .append(")|\\\\?")
                    .append(itself);
            if ("\"&<>'".indexOf(character) >= 0) {
                pattern.append("|&#?\\w{2,4};");
            }
            pattern.append(')');
        }
        return Pattern.compile(pattern.toString());
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
