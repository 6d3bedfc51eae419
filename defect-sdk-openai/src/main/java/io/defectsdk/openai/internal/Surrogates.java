package io.defectsdk.openai.internal;

/**
 * Keeps the two halves of a character together where a server puts them into two pieces, and replaces one that stays alone: no database takes
 * it. Confined to one thread.
 */
final class Surrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private String held = "";

    /** The piece with what was held back, without a half at its end, which is held back in turn. */
    String whole(String piece) {
        String text = held + piece;
        boolean half = Character.isHighSurrogate(text.charAt(text.length() - 1));
        int end = half ? text.length() - 1 : text.length();
        held = text.substring(end);
        return repaired(text.substring(0, end));
    }

    /** What is still held back. */
    String rest() {
        String rest = repaired(held);
        held = "";
        return rest;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : character)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
