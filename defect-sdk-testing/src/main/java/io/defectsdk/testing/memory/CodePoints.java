package io.defectsdk.testing.memory;

import java.util.Arrays;

/** Order of texts by Unicode code point; {@link String#compareTo} puts an emoji before some of the letters below it. */
final class CodePoints {
    private CodePoints() {}

    static int compare(String first, String second) {
        int[] left = first.codePoints().toArray();
        int[] right = second.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
