package io.defectsdk.examples.quickstart.report;

import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Preprocessing;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

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
                        "%s (%s), %d px",
                        summary.method().backbone(),
                        String.join(" + ", summary.method().layers()),
                        summary.method().inputSize()));
        fact(html, "백본 해시", "Backbone hash", summary.method().backboneSha256());
        fact(html, "전처리", "Preprocessing", preprocessing(summary.method().preprocessing()));
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

    private static void fact(StringBuilder html, String korean, String english, String value) {
        html.append(Html.format(
                "<div><dt>%s</dt><dd>%s</dd></div>%n", new Label(korean, english).inline(), Html.text(value)));
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
        String expected = Html.percent(calibration.expectedFalseRejectRate());
        String reviewAsked = Html.percent(calibration.reviewRate());
        String reviewExpected = Html.percent(calibration.expectedReviewRate());
        int pictures = calibration.pictures();
        String korean = Html.format(
                "OK 사진 %d장을 각각 자신의 패치를 뺀 메모리뱅크와 비교해 기준을 정했습니다. 과검률은 %s 이하를 요청했고 기대값은 %s입니다."
                        + " 검토까지 합하면 %s 이하를 요청했고 기대값은 %s입니다.",
                pictures, asked, expected, reviewAsked, reviewExpected);
        String english = Html.format(
                "Each of the %d OK pictures was scored against the memory bank without its own patches. At most %s of the"
                        + " good parts were to be called NG, %s are to be expected; REVIEW and NG together: at most %s"
                        + " asked, %s expected.",
                pictures, asked, expected, reviewAsked, reviewExpected);
        if (!calibration.tooFewPictures()) {
            return new Label(korean, english);
        }
        long needed = (long) Math.ceil(1 / calibration.falseRejectRate() - 1 - 1e-9);
        return new Label(
                korean + Html.format(" %d장으로는 %s를 약속할 수 없습니다. 최소 %d장이 필요합니다.", pictures, asked, needed),
                english + Html.format(" %d pictures are too few to promise %s: it takes %d.", pictures, asked, needed));
    }
}
