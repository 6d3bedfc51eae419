package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Verdict;
import java.util.Locale;

/** Verdicts and truths as the report shows them. */
final class Words {
    private Words() {}

    static Label verdict(Verdict verdict) {
        return switch (verdict) {
            case OK -> new Label("양품", "OK");
            case REVIEW -> new Label("검토", "REVIEW");
            case NG -> new Label("불량", "NG");
        };
    }

    /** A coloured badge: {@code NG 불량}. */
    static String badge(Verdict verdict) {
        return Html.format(
                "<span class=\"badge %s\">%s <small>%s</small></span>",
                style(verdict), verdict, verdict(verdict).korean());
    }

    /** The style class that stands for a verdict. */
    static String style(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    static String truth(Truth truth) {
        return new Label(truth.koreanName(), truth.code()).inline();
    }
}
