package io.defectsdk.examples.quickstart;

import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Skipped;
import java.util.Collection;
import java.util.Locale;

/** The table of inspected parts, line by line as they come. */
final class ConsoleTable {
    private static final int WIDEST = 44;

    private final Console console;
    private final int nameWidth;
    private final int truthWidth;

    /** A table wide enough for these names. */
    ConsoleTable(Console console, Collection<Part> parts) {
        this.console = console;
        this.nameWidth = width("file", parts.stream().map(Part::name).toList());
        this.truthWidth =
                width("truth", parts.stream().map(part -> part.truth().code()).toList());
    }

    private static int width(String heading, Collection<String> texts) {
        int longest = texts.stream().mapToInt(ConsoleTable::columns).max().orElse(0);
        return Math.min(WIDEST, Math.max(heading.length(), longest));
    }

    void header() {
        line("file", "truth", "verdict", "score", "threshold", "ms", "");
    }

    void row(Result result) {
        line(
                result.name(),
                result.truth().code(),
                result.verdict().name(),
                String.format(Locale.ROOT, "%.2f", result.anomalyScore()),
                String.format(Locale.ROOT, "%.2f", result.inspection().scoring().ngThreshold()),
                String.format(Locale.ROOT, "%.0f", result.millis()),
                remark(result));
    }

    private static String remark(Result result) {
        if (result.falseReject()) {
            return "  <- false reject";
        }
        return result.escape() ? "  <- escape" : "";
    }

    void row(Skipped skipped) {
        console.say("%s  skipped: %s", fit(skipped.name(), nameWidth), skipped.reason());
    }

    private void line(
            String name, String truth, String verdict, String score, String threshold, String millis, String remark) {
        console.say(
                "%s  %s  %-7s  %8s  %9s  %5s%s",
                fit(name, nameWidth), fit(truth, truthWidth), verdict, score, threshold, millis, remark);
    }

    /** The text, shortened at its beginning or filled up to a number of columns. */
    static String fit(String text, int width) {
        if (columns(text) <= width) {
            return text + " ".repeat(width - columns(text));
        }
        String rest = text;
        while (columns(rest) > width - 1) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
        }
        return "~" + rest + " ".repeat(width - 1 - columns(rest));
    }

    /** Columns that a terminal needs: Korean and other East Asian characters take two. */
    static int columns(String text) {
        return text.codePoints().map(ConsoleTable::columns).sum();
    }

    private static int columns(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HANGUL, HAN, HIRAGANA, KATAKANA -> 2;
            default -> 1;
        };
    }
}
