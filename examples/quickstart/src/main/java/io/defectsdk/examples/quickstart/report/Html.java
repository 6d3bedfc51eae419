package io.defectsdk.examples.quickstart.report;

import java.util.Base64;
import java.util.Locale;

/** The small change of writing HTML. */
final class Html {
    private Html() {}

    /**
     * A text as content or as a quoted attribute. Characters that HTML forbids (controls, halves of surrogate pairs)
     * become U+FFFD.
     */
    static String text(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append((char) codePoint);
                default -> escaped.appendCodePoint(allowed(codePoint) ? codePoint : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int codePoint) {
        boolean character = (codePoint & 0xFFFE) != 0xFFFE && !(codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        return character && !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    /** Numbers and already escaped texts put into a format, always with a decimal point. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A share as per cent. */
    static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    /** A share and its interval as per cent. */
    static String range(double share, double low, double high) {
        return format("%.1f %% (95 %%: %.1f – %.1f %%)", 100 * share, 100 * low, 100 * high);
    }

    /** A picture that is part of the page. */
    static String dataUri(String mediaType, byte[] bytes) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
