package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Skipped;
import java.util.Comparator;
import java.util.List;

/** Every inspected part, highest score first, and every picture that was skipped. */
final class ResultTable {
    private ResultTable() {}

    static String of(Evaluation evaluation) {
        StringBuilder html = new StringBuilder("""
                <section>
                <h2>전체 목록 <span class="en">All results</span></h2>
                <table class="results">
                <thead><tr>
                <th>파일 <span class="en">File</span></th><th>실제 <span class="en">Truth</span></th>
                <th>판정 <span class="en">Verdict</span></th><th class="number">점수 <span class="en">Score</span></th>
                <th class="number">기준 <span class="en">Threshold</span></th>
                <th class="number">배율 <span class="en">Score ÷ threshold</span></th>
                <th class="number">영역 <span class="en">Regions</span></th><th class="number">ms</th></tr></thead>
                <tbody>
                """);
        evaluation.results().stream()
                .sorted(Comparator.comparingDouble(Result::anomalyScore).reversed())
                .forEach(result -> row(html, result));
        return html.append("</tbody></table>\n</section>\n")
                .append(skipped(evaluation.skipped()))
                .toString();
    }

    private static void row(StringBuilder html, Result result) {
        html.append(Html.format(
                "<tr%s><td>%s</td><td>%s</td><td>%s %s</td><td class=\"number\">%.2f</td>"
                        + "<td class=\"number\">%.2f</td><td class=\"number\">%.2f</td><td class=\"number\">%d</td>"
                        + "<td class=\"number\">%.0f</td></tr>%n",
                result.wrong() ? " class=\"mistaken\"" : "",
                Html.text(result.name()),
                Words.truth(result.truth()),
                Words.badge(result.verdict()),
                GallerySection.mistake(result),
                result.anomalyScore(),
                result.inspection().scoring().ngThreshold(),
                result.inspection().scoring().calibratedScore(),
                result.inspection().regions().size(),
                result.millis()));
    }

    private static String skipped(List<Skipped> skipped) {
        if (skipped.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(Html.format(
                "<section class=\"warning\"><h2>읽지 못해 건너뛴 사진 %,d장 <span class=\"en\">Pictures skipped because they"
                        + " cannot be read</span></h2>%n<table>%n",
                skipped.size()));
        skipped.forEach(picture -> html.append(Html.format(
                "<tr><td>%s</td><td>%s</td></tr>%n", Html.text(picture.name()), Html.text(picture.reason()))));
        return html.append("</table></section>\n").toString();
    }
}
