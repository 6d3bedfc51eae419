package io.defectsdk.examples.quickstart.report;

import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.Preprocessing;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The recipe in figures, and its calibration in words. */
final class RecipeSection {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    private RecipeSection() {}

    static String of(ReportContent content) {
        RecipeVersion recipe = content.recipe();
        RecipeSummary summary = recipe.summary();
        StringBuilder html = new StringBuilder("""
                <section class="recipe">
                <h2>레시피와 교정 <span class="en">Recipe and calibration</span></h2>
                <dl class="facts">
                """);
        fact(
                html,
                "버전",
                "Version",
                "v" + recipe.version() + ", "
                        + TIME.format(recipe.createdAt().atZone(content.madeAt().getZone())));
        fact(html, "해시", "Content hash", recipe.sha256());
        fact(
                html,
                "백본",
                "Backbone",
                Html.format(
                        "%s (%s), %s px%s",
                        summary.method().backbone(),
                        String.join(" + ", summary.method().layers()),
                        summary.method().inputSizes().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" + ")),
                        tiles(summary.method().tiling())));
        fact(html, "백본 해시", "Backbone hash", summary.method().backboneSha256());
        fact(html, "전처리", "Preprocessing", preprocessing(summary.method().preprocessing()));
        scope(html, summary.method().scope());
        fact(
                html,
                "메모리뱅크",
                "Memory bank",
                Html.format(
                        "%,d × %d ← %,d, OK %d, cover radius %.2f",
                        summary.bank().vectors(),
                        summary.bank().dimension(),
                        summary.bank().patches(),
                        summary.bank().okPictures(),
                        summary.bank().coverRadius()));
        fact(
                html,
                "기준",
                "Thresholds",
                Html.format(
                        "REVIEW > %.4f, NG > %.4f, 영역 region > %.4f, OK median %.4f",
                        summary.reviewThreshold(),
                        summary.ngThreshold(),
                        summary.regionThreshold(),
                        summary.calibration().medianScore()));
        return html.append("</dl>\n<div class=\"calibration\">")
                .append(calibration(summary).paragraphs())
                .append("</div>\n</section>\n")
                .toString();
    }

    /** Says nothing where everything counts. */
    private static void scope(StringBuilder html, InspectionScope scope) {
        if (!scope.area().coversAll()) {
            int included = scope.area().included().size();
            int excluded = scope.area().excluded().size();
            fact(
                    html,
                    "검사 영역",
                    "Area",
                    Html.format(
                            "포함 %d개, 제외 %d개 · %d polygons included, %d excluded",
                            included, excluded, included, excluded));
        }
        if (scope.minimumDefect() > 1) {
            fact(html, "최소 결함", "Minimum defect", Html.format("%,d px²", scope.minimumDefect()));
        }
        if (scope.scale().isPresent()) {
            fact(html, "축척", "Scale", Html.format("%s mm/px", scope.millimetresPerPixel()));
        }
    }

    private static void fact(StringBuilder html, String korean, String english, String value) {
        html.append(Html.format(
                "<div><dt>%s</dt><dd>%s</dd></div>%n", new Label(korean, english).inline(), Html.text(value)));
    }

    /** Says nothing where the picture is not cut. */
    private static String tiles(Tiling tiling) {
        return tiling.count() == 1 ? "" : Html.format(" × %d × %d 타일 tiles", tiling.columns(), tiling.rows());
    }

    private static String preprocessing(Preprocessing steps) {
        List<String> names = new ArrayList<>();
        if (steps.grayscale()) {
            names.add("흑백 grayscale");
        }
        if (steps.contrast()) {
            names.add("대비 contrast");
        }
        if (steps.histogram()) {
            names.add("히스토그램 histogram");
        }
        return names.isEmpty() ? "없음 none" : String.join(" + ", names);
    }

    static Label calibration(RecipeSummary summary) {
        Label rates = rates(summary.calibration());
        return summary.imageThreshold() == 1
                ? rates
                : new Label(
                        rates.korean()
                                + Html.format(
                                        " 이 값들은 이미지 임계값 1에서의 값이고, 이 레시피의 임계값은 %.2f입니다.", summary.imageThreshold()),
                        rates.english()
                                + Html.format(
                                        " These rates hold at an image threshold of 1, and this recipe has %.2f.",
                                        summary.imageThreshold()));
    }

    private static Label rates(Calibration calibration) {
        String asked = Html.percent(calibration.falseRejectRate());
        String expected = range(calibration.falseRejects());
        String reviewAsked = Html.percent(calibration.reviewRate());
        String reviewExpected = range(calibration.reviews());
        int pictures = calibration.pictures();
        Label label = new Label(
                Html.format(
                        "OK 사진 %d장을 %d묶음으로 나누어, 각 사진을 다른 묶음의 사진만으로 고른 메모리뱅크와 비교해 기준을 정했습니다."
                                + " 과검률은 %s 이하를 요청했고 기대값은 %s입니다. 검토까지 합하면 %s 이하를 요청했고 기대값은 %s입니다.",
                        pictures, calibration.folds(), asked, expected, reviewAsked, reviewExpected),
                Html.format(
                        "The %d OK pictures were dealt to %d folds, and each was scored against a memory bank chosen from the"
                                + " other folds. At most %s of the good parts were to be called NG, %s are to be expected;"
                                + " REVIEW and NG together: at most %s asked, %s expected.",
                        pictures, calibration.folds(), asked, expected, reviewAsked, reviewExpected));
        if (calibration.tooFewPictures()) {
            label = joined(
                    label,
                    Html.format(
                            " %d장으로는 %s를 약속할 수 없고, 사진만으로 정할 수 있는 가장 높은 기준은 가장 큰 점수입니다. 최소 %d장이 필요합니다.",
                            pictures, asked, calibration.picturesNeeded()),
                    Html.format(
                            " %d pictures are too few to promise %s: the highest threshold that they give is their largest"
                                    + " score. It takes %d.",
                            pictures, asked, calibration.picturesNeeded()));
        }
        DefectCalibration defects = calibration.defects();
        if (defects.pictures() > 0) {
            label = joined(
                    label,
                    Html.format(
                            " 불량 사진 %d장으로 기준을 조정했습니다. 미검률 기대값은 %s입니다.", defects.pictures(), range(defects.escapes())),
                    Html.format(
                            " %d pictures of defects refined the thresholds; escapes to be expected: %s.",
                            defects.pictures(), range(defects.escapes())));
        }
        return label;
    }

    private static Label joined(Label label, String korean, String english) {
        return new Label(label.korean() + korean, label.english() + english);
    }

    private static String range(RateEstimate rate) {
        return Html.range(rate.expected(), rate.low(), rate.high());
    }
}
