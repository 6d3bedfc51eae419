package io.defectsdk.examples.quickstart.report;

import io.defectsdk.deployment.RecipeSummary;

/** What the heat colours and the words of the report mean. */
final class LegendSection {
    private LegendSection() {}

    static String of(ReportContent content) {
        RecipeSummary recipe = content.recipe().summary();
        double threshold = recipe.ngThreshold();
        return """
                <section>
                <h2>히트맵 읽는 법 <span class="en">Reading the heat map</span></h2>
                <div class="scale"><img src="%s" alt="heat colours from calm to hot"/>
                <div class="scale-labels">
                <span>≤ %.2f<br/>기준의 절반<br/><span class="en">half the threshold</span></span>
                <span>%.2f<br/>NG 기준<br/><span class="en">NG threshold</span></span>
                <span>≥ %.2f<br/>기준의 2배<br/><span class="en">twice the threshold</span></span>
                </div></div>
                %s
                <dl class="words">
                <dt>과검 <span class="en">False reject</span></dt><dd>양품을 NG로 판정 <span class="en">a good part called NG</span></dd>
                <dt>미검 <span class="en">Escape</span></dt><dd>불량을 OK로 판정 <span class="en">a bad part called OK</span></dd>
                <dt>검토 <span class="en">REVIEW</span></dt><dd>두 기준 사이: 사람이 판정 <span class="en">between the thresholds: a person decides</span></dd>
                </dl>
                </section>
                """.formatted(
                        content.gallery().heatScale(),
                        threshold / 2,
                        threshold,
                        2 * threshold,
                        words(recipe).paragraphs());
    }

    private static Label words(RecipeSummary recipe) {
        return new Label(
                Html.format(
                        "색은 레시피마다 고정됩니다. 파랑은 양품에서도 보이는 수준, 노랑은 NG 기준(흰 선), 빨강은 기준의 2배 이상입니다."
                                + " 겹쳐 보기의 흰 테두리는 영역 기준(%.2f)을 넘은 곳입니다.",
                        recipe.regionThreshold()),
                Html.format(
                        "The colours are fixed by the recipe: blue is what good parts show too, yellow is the NG threshold"
                                + " (white line), red is twice as much or more. White lines in the overlay outline what is"
                                + " above %.2f, where a region begins.",
                        recipe.regionThreshold()));
    }
}
