package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Tally;
import io.defectsdk.inspection.Verdict;

/** The figures that one looks at first. */
final class SummaryTiles {
    private SummaryTiles() {}

    static String of(Evaluation evaluation) {
        StringBuilder html = new StringBuilder("<section class=\"tiles\">\n");
        Tally good = evaluation.good();
        Tally bad = evaluation.bad();
        tile(html, "", new Label("검사", "Inspected"), count(evaluation.results().size()), skipped(evaluation));
        for (Verdict verdict : Verdict.values()) {
            int count = evaluation.count(verdict);
            String share = Html.percent((double) count / evaluation.results().size());
            tile(
                    html,
                    Words.style(verdict),
                    new Label(verdict.name(), Words.verdict(verdict).korean()),
                    count(count),
                    share);
        }
        evaluation
                .auroc()
                .ifPresent(auroc -> tile(
                        html,
                        "",
                        new Label("이미지 AUROC", "Image AUROC"),
                        Html.format("%.4f", auroc),
                        Html.format("양품 %d · 불량 %d", good.total(), bad.total())));
        if (good.total() > 0) {
            tile(
                    html,
                    good.ng() > 0 ? "warn" : "",
                    new Label("과검", "False rejects"),
                    Html.percent(good.share(Verdict.NG)),
                    Html.format("%d / %d · REVIEW %d", good.ng(), good.total(), good.review()));
        }
        if (bad.total() > 0) {
            tile(
                    html,
                    bad.ok() > 0 ? "warn" : "",
                    new Label("미검", "Escapes"),
                    Html.percent(bad.share(Verdict.OK)),
                    Html.format("%d / %d · REVIEW %d", bad.ok(), bad.total(), bad.review()));
        }
        tile(
                html,
                "",
                new Label("검사 시간", "Median time"),
                Html.format("%.0f ms", evaluation.millis(0.5)),
                Html.format("p95 %.0f ms", evaluation.millis(0.95)));
        return html.append("</section>\n").append(warnings(evaluation)).toString();
    }

    private static void tile(StringBuilder html, String style, Label label, String value, String note) {
        html.append(Html.format(
                "<div class=\"tile %s\"><h3>%s</h3><p class=\"value\">%s</p><p class=\"note\">%s</p></div>%n",
                style, label.inline(), Html.text(value), Html.text(note)));
    }

    private static String count(int number) {
        return Html.format("%,d", number);
    }

    private static String skipped(Evaluation evaluation) {
        int count = evaluation.skipped().size();
        return count == 0 ? "건너뜀 skipped 0" : Html.format("건너뜀 skipped %,d", count);
    }

    private static String warnings(Evaluation evaluation) {
        int missing = evaluation.notRecorded();
        if (missing == 0) {
            return "";
        }
        return "<section class=\"warning\">"
                + new Label(
                                "데이터베이스에 기록되지 않은 검사: " + missing + "건",
                                missing + " inspections could not be recorded in the database")
                        .paragraphs()
                + "</section>\n";
    }
}
