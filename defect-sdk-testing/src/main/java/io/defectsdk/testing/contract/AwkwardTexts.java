package io.defectsdk.testing.contract;

import java.text.Normalizer;
import java.util.stream.Stream;

/** Texts that a careless store changes, refuses or runs as a command. */
final class AwkwardTexts {
    private AwkwardTexts() {}

    /** Without control characters, at most 50 code points: fit for every text of the API. */
    static Stream<String> printable() {
        return Stream.of(
                "기공",
                Normalizer.normalize("기공", Normalizer.Form.NFD),
                "é",
                "e\u0301",
                "👩\u200D🏭 ☎️ 𝕏",
                "ﾀ\uFFEE",
                " leading and trailing ",
                "single ' double \" back ` slash \\ end",
                "'; DROP TABLE products; --",
                "$1 ? ?? :name <schema> ${schema} {json} %s %% _",
                "\\n \\u0000 \\x",
                "null",
                "\u202Eright to left\u202C",
                "\u200Bzero\uFEFFwidth\u00A0",
                "日本語 עברית العربية ไทย",
                "[1, 2] {\"a\": \"b\"}");
    }

    /** Those that may be codes: without blanks at the edges and characters that nobody sees. */
    static Stream<String> codes() {
        return printable().filter(text -> text.equals(text.strip()) && !text.matches("(?s).*\\p{Cf}.*"));
    }

    /** Printable ones and control characters, but no NUL, which PostgreSQL cannot hold. */
    static Stream<String> any() {
        return Stream.concat(printable(), Stream.of("two\r\nlines\tand a tab", "\u0001\u001B[31m\u007F\u0085\u2028"));
    }
}
