package io.defectsdk.examples.quickstart.report;

import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Tally;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Verdict;

/** Truth against verdict at the calibrated thresholds, REVIEW apart. */
final class ConfusionSection {
    private ConfusionSection() {}

    static String of(ReportContent content) {
        Evaluation evaluation = content.evaluation();
        StringBuilder html = new StringBuilder("""
                <section>
                <h2>판정 결과표 <span class="en">Confusion table</span></h2>
                <table class="confusion">
                <thead><tr><th>실제 <span class="en">Truth</span></th>""");
        for (Verdict verdict : Verdict.values()) {
            html.append("<th class=\"number\">").append(Words.badge(verdict)).append("</th>");
        }
        html.append("<th class=\"number\">합계 <span class=\"en\">Sum</span></th></tr></thead>\n<tbody>\n");
        for (Truth truth : evaluation.truths()) {
            row(html, evaluation.tally(truth), "");
        }
        if (evaluation.truths().stream().filter(truth -> !truth.good()).count() > 1) {
            row(html, evaluation.bad(), "sum");
        }
        html.append("</tbody></table>\n");
        rates(html, content);
        return html.append("</section>\n").toString();
    }

    private static void row(StringBuilder html, Tally tally, String style) {
        html.append(Html.format("<tr class=\"%s\"><th>%s</th>", style, Words.truth(tally.truth())));
        for (Verdict verdict : Verdict.values()) {
            html.append(Html.format(
                    "<td class=\"number %s\">%,d <small>%s</small></td>",
                    cellStyle(tally, verdict), tally.of(verdict), Html.percent(tally.share(verdict))));
        }
        html.append(Html.format("<td class=\"number\">%,d</td></tr>%n", tally.total()));
    }

    private static String cellStyle(Tally tally, Verdict verdict) {
        if (tally.of(verdict) == 0) {
            return "none";
        }
        if (verdict == Verdict.REVIEW) {
            return "unsure";
        }
        return tally.truth().good() == (verdict == Verdict.OK) ? "right" : "wrong";
    }

    private static void rates(StringBuilder html, ReportContent content) {
        Tally good = content.evaluation().good();
        if (good.total() > 0) {
            RateEstimate estimate = content.recipe().summary().calibration().falseRejects();
            String expected = Html.range(estimate.expected(), estimate.low(), estimate.high());
            String measured = Html.percent(good.share(Verdict.NG));
            html.append("<div class=\"hint\">")
                    .append(new Label(
                                    "측정한 과검률 " + measured + ", 교정에서 기대한 값 " + expected + ".",
                                    "False rejects measured " + measured + ", expected from calibration " + expected
                                            + ".")
                            .paragraphs())
                    .append("</div>\n");
        }
    }
}
