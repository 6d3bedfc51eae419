package io.defectsdk.examples.quickstart.report;

import static java.util.Objects.requireNonNull;

/**
 * A text in both languages of the report. Immutable.
 *
 * @param korean read first
 * @param english beside or beneath it
 */
public record Label(String korean, String english) {
    /** Refuses null. */
    public Label {
        requireNonNull(korean, "korean");
        requireNonNull(english, "english");
    }

    /** On one line: Korean, then English in a quieter tone. */
    String inline() {
        return korean.equals(english)
                ? "<span class=\"ko\">" + Html.text(korean) + "</span>"
                : "<span class=\"ko\">" + Html.text(korean) + "</span> <span class=\"en\">" + Html.text(english)
                        + "</span>";
    }

    /** As two paragraphs. */
    String paragraphs() {
        return "<p class=\"ko\">" + Html.text(korean) + "</p><p class=\"en\">" + Html.text(english) + "</p>";
    }
}
