package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.OkPatch;
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

    /** How far the most anomalous patch is from what the recipe knows, and from which OK picture that is. */
    static Label explanation(Explanation why) {
        OkPatch nearest = why.nearest();
        String picture =
                nearest.pictureName().orElseGet(() -> nearest.pictureSha256().substring(0, 12));
        return new Label(
                Html.format(
                        "가장 다른 곳: 거리 %.2f (NG 기준의 %.2f배). 가장 가까운 양품 조각: 사진 %s.",
                        why.distance(), why.calibratedDistance(), picture),
                Html.format(
                        "Most unlike: distance %.2f (%.2f × the NG threshold). Nearest OK patch: picture %s.",
                        why.distance(), why.calibratedDistance(), picture));
    }

    static String truth(Truth truth) {
        return new Label(truth.koreanName(), truth.code()).inline();
    }
}
