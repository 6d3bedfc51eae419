package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.StepTimings;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;

/** Pictures, overlays and heat maps of the parts worth a look. */
final class GallerySection {
    private static final int REGIONS = 3;

    private GallerySection() {}

    static void write(Gallery gallery, Writer out) throws IOException {
        List<Card> cards = gallery.cards();
        out.write("<section class=\"gallery\">\n<h2>부품별 결과 <span class=\"en\">Parts</span></h2>\n");
        if (cards.size() < gallery.offered()) {
            out.write("<div class=\"hint\">"
                    + new Label(
                                    Html.format(
                                            "%,d개 가운데 %d개: 틀린 판정, 높은 점수, 기준에 가까운 양품 순.",
                                            gallery.offered(), cards.size()),
                                    Html.format(
                                            "%d of %,d: wrong verdicts first, then the highest scores, then the good"
                                                    + " parts nearest to the threshold.",
                                            cards.size(), gallery.offered()))
                            .paragraphs()
                    + "</div>\n");
        }
        out.write("<div class=\"cards\">\n");
        for (Card card : cards) {
            out.write(card(card));
        }
        out.write("</div>\n</section>\n");
    }

    private static String card(Card card) {
        Result result = card.result();
        PictureRef picture = result.inspection().picture();
        return """
                <article class="card %s%s">
                <header>%s<h3>%s</h3>%s<span class="truth">실제 <span class="en">truth</span> %s</span></header>
                <div class="pictures">
                <figure><figcaption>사진 <span class="en">Picture</span></figcaption><img src="%s" alt="picture"/></figure>
                <figure><figcaption>겹쳐 보기 <span class="en">Overlay</span></figcaption><img src="%s" alt="overlay"/></figure>
                <figure><figcaption>히트맵 <span class="en">Heat map</span></figcaption><img src="%s" alt="heat map"/></figure>
                </div>
                %s%s%s<p class="score"><b>%.2f</b> = NG 기준 <span class="en">threshold</span> %.2f × <b>%.2f</b></p>
                %s<p class="detail">%d × %d px · %s</p>
                </article>
                """.formatted(
                        Words.style(result.verdict()),
                        result.wrong() ? " mistaken" : "",
                        Words.badge(result.verdict()),
                        Html.text(result.name()),
                        mistake(result),
                        Words.truth(result.truth()),
                        card.picture(),
                        card.overlay(),
                        card.heatMap(),
                        card.why().map(GallerySection::why).orElse(""),
                        card.similar().map(GallerySection::similar).orElse(""),
                        card.guide().map(GuideText::of).orElse(""),
                        result.anomalyScore(),
                        result.inspection().scoring().ngThreshold(),
                        result.inspection().scoring().calibratedScore(),
                        regions(result.inspection().regions()),
                        picture.width(),
                        picture.height(),
                        timings(result));
    }

    private static String why(Card.Why why) {
        return """
                <figure class="why">
                <figcaption><span>검사한 부분 <span class="en">Inspected</span></span>\
                <span>가장 가까운 양품 조각 <span class="en">Nearest OK patch</span></span>\
                <span>위치 <span class="en">Where</span></span></figcaption>
                <img src="%s" alt="the most anomalous patch beside the nearest OK patch"/>
                <div class="hint">%s</div>
                </figure>
                """.formatted(why.sideBySide(), why.statement().paragraphs());
    }

    private static String similar(Card.Why similar) {
        return """
                <figure class="similar">
                <figcaption>비슷한 불량 사진 <span class="en">Similar known defects, most similar first</span></figcaption>
                <img src="%s" alt="the inspected picture beside known defects that look like it"/>
                <div class="hint">%s</div>
                </figure>
                """.formatted(similar.sideBySide(), similar.statement().paragraphs());
    }

    /** A word of warning on a wrong verdict. */
    static String mistake(Result result) {
        if (result.falseReject()) {
            return "<span class=\"flag\">과검 <span class=\"en\">false reject</span></span>";
        }
        return result.escape() ? "<span class=\"flag\">미검 <span class=\"en\">escape</span></span>" : "";
    }

    private static String regions(List<AnomalyRegion> regions) {
        if (regions.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                "<table class=\"regions\"><tr><th>영역 <span class=\"en\">Region</span></th>"
                        + "<th>위치 <span class=\"en\">x, y</span></th><th>크기 <span class=\"en\">px</span></th>"
                        + "<th>면적 <span class=\"en\">area</span></th>"
                        + "<th>중심 <span class=\"en\">centroid</span></th><th>최고 <span class=\"en\">peak</span></th></tr>");
        for (int i = 0; i < Math.min(REGIONS, regions.size()); i++) {
            AnomalyRegion region = regions.get(i);
            html.append(Html.format(
                    "<tr><td>%d</td><td>%d, %d</td><td>%d × %d%s</td><td>%,d px²%s</td><td>%.0f, %.0f</td><td>%.2f</td></tr>",
                    i + 1,
                    region.box().x(),
                    region.box().y(),
                    region.box().width(),
                    region.box().height(),
                    millimetreSize(region),
                    region.area(),
                    millimetreArea(region),
                    region.centroidX(),
                    region.centroidY(),
                    region.peakScore()));
        }
        if (regions.size() > REGIONS) {
            html.append(Html.format(
                    "<tr><td colspan=\"6\">그 밖에 %d개 <span class=\"en\">and %d more</span></td></tr>",
                    regions.size() - REGIONS, regions.size() - REGIONS));
        }
        return html.append("</table>\n").toString();
    }

    private static String millimetreSize(AnomalyRegion region) {
        return region.millimetresPerPixel().isEmpty()
                ? ""
                : Html.format(
                        " (%.2f × %.2f mm)",
                        region.widthMillimetres().getAsDouble(),
                        region.heightMillimetres().getAsDouble());
    }

    private static String millimetreArea(AnomalyRegion region) {
        return region.areaSquareMillimetres().isEmpty()
                ? ""
                : Html.format(" (%.3f mm²)", region.areaSquareMillimetres().getAsDouble());
    }

    private static String timings(Result result) {
        StepTimings steps = result.inspection().timings();
        Duration storing = result.duration().minus(steps.total());
        return Html.format(
                "<b>%.0f ms</b> = 읽기 <span class=\"en\">decode</span> %s + 특징 <span class=\"en\">features</span> %s"
                        + " + 비교 <span class=\"en\">search</span> %s + 지도 <span class=\"en\">map</span> %s"
                        + " + 기록 <span class=\"en\">record</span> %s",
                result.millis(),
                millis(steps.decode()),
                millis(steps.features()),
                millis(steps.search()),
                millis(steps.map()),
                millis(storing));
    }

    private static String millis(Duration duration) {
        return Html.format("%.1f", duration.toNanos() / 1e6);
    }
}
