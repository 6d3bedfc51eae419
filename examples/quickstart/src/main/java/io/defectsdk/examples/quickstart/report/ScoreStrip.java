package io.defectsdk.examples.quickstart.report;

import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import java.util.List;
import java.util.stream.DoubleStream;

/** All scores on a line, a lane for each kind of part, with both thresholds: an SVG drawing. */
final class ScoreStrip {
    private static final int WIDTH = 1000;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int TOP = 34;
    private static final int BOTTOM = 40;
    private static final int LANE = 38;

    /** With more kinds than this, only good and bad are told apart. */
    private static final int MOST_LANES = 12;

    private static final Truth ALL_BAD = Truth.defect("defects", "불량");

    private final Evaluation evaluation;
    private final RecipeSummary recipe;
    private final List<Truth> lanes;
    private final Axis axis;
    private final StringBuilder svg = new StringBuilder();

    private ScoreStrip(Evaluation evaluation, RecipeSummary recipe) {
        this.evaluation = evaluation;
        this.recipe = recipe;
        this.lanes = evaluation.truths().size() <= MOST_LANES
                ? evaluation.truths()
                : evaluation.truths().stream()
                        .map(truth -> truth.good() ? truth : ALL_BAD)
                        .distinct()
                        .toList();
        this.axis = Axis.over(DoubleStream.concat(
                DoubleStream.of(recipe.reviewThreshold(), recipe.ngThreshold()),
                evaluation.results().stream().mapToDouble(Result::anomalyScore)));
    }

    static String of(Evaluation evaluation, RecipeSummary recipe) {
        return """
                <section>
                <h2>점수 분포 <span class="en">Score distribution</span></h2>
                %s<p class="hint">점 하나가 부품 하나입니다. 오른쪽일수록 정상과 다릅니다. <span class="en">Each dot is a part; the \
                further right, the less it looks like the parts that were taught.</span></p>
                </section>
                """.formatted(new ScoreStrip(evaluation, recipe).draw());
    }

    private String draw() {
        svg.append(Html.format(
                "<svg class=\"strip\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"score distribution\">%n",
                WIDTH, bottom() + BOTTOM));
        zones();
        lanes();
        axis();
        thresholds();
        dots();
        return svg.append("</svg>\n").toString();
    }

    private int bottom() {
        return TOP + LANE * lanes.size();
    }

    private double x(double score) {
        return LEFT + axis.position(score) * (WIDTH - LEFT - RIGHT);
    }

    private void zones() {
        double review = x(recipe.reviewThreshold());
        double ng = x(recipe.ngThreshold());
        zone("ok", LEFT, review);
        zone("review", review, ng);
        zone("ng", ng, WIDTH - RIGHT);
    }

    private void zone(String style, double from, double to) {
        svg.append(Html.format(
                "<rect class=\"zone %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                style, from, TOP, Math.max(0, to - from), LANE * lanes.size()));
    }

    private void lanes() {
        for (int i = 0; i < lanes.size(); i++) {
            int middle = TOP + LANE * i + LANE / 2;
            svg.append(Html.format(
                    "<line class=\"lane\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
                    LEFT, WIDTH - RIGHT, TOP + LANE * (i + 1), TOP + LANE * (i + 1)));
            Truth truth = lanes.get(i);
            String english = truth.koreanName().equals(truth.code())
                    ? ""
                    : "<tspan class=\"quiet\" dx=\"6\">" + Html.text(shorten(truth.code())) + "</tspan>";
            svg.append(Html.format(
                    "<text class=\"name\" x=\"%d\" y=\"%d\">%s%s</text>%n",
                    LEFT - 12, middle + 4, Html.text(shorten(truth.koreanName())), english));
        }
    }

    private static String shorten(String name) {
        return name.codePointCount(0, name.length()) <= 18
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 17)) + "…";
    }

    private void axis() {
        for (double tick : axis.ticks()) {
            svg.append(Html.format(
                    "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                            + "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    x(tick), x(tick), bottom(), bottom() + 5, x(tick), bottom() + 19, axis.text(tick)));
        }
        svg.append(Html.format(
                "<text class=\"axis\" x=\"%d\" y=\"%d\">이상 점수 anomaly score</text>%n", WIDTH - RIGHT, bottom() + 35));
    }

    private void thresholds() {
        threshold("review", "end", -5, "REVIEW", recipe.reviewThreshold());
        threshold("ng", "start", 5, "NG", recipe.ngThreshold());
    }

    private void threshold(String style, String anchor, int offset, String name, double score) {
        svg.append(Html.format(
                "<line class=\"threshold %s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                        + "<text class=\"threshold %s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%d\">%s %.2f</text>%n",
                style,
                x(score),
                x(score),
                TOP - 12,
                bottom(),
                style,
                anchor,
                x(score) + offset,
                TOP - 10,
                name,
                score));
    }

    private void dots() {
        int number = 0;
        for (Result result : evaluation.results()) {
            int lane = lanes.indexOf(result.truth());
            if (lane < 0) {
                lane = lanes.indexOf(ALL_BAD);
            }
            // the golden ratio spreads neighbours over the lane's height, always in the same way
            double spread = (number++ * 0.6180339887 % 1 - 0.5) * (LANE - 16);
            svg.append(Html.format(
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %.2f</title></circle>%n",
                    result.truth().good() ? "good" : "bad",
                    x(result.anomalyScore()),
                    TOP + LANE * lane + LANE / 2.0 + spread,
                    Html.text(result.name()),
                    result.anomalyScore()));
        }
    }
}
