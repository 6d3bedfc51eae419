package io.defectsdk.examples.quickstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.ScoreRule;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.deployment.ThresholdGoal;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Results;
import io.defectsdk.examples.quickstart.evaluation.Skipped;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final String HOSTILE = "<img src=x onerror=\"alert('&')\">";

    @TempDir
    Path folder;

    private static Calibration calibration(int pictures) {
        return new Calibration(
                pictures,
                4,
                17,
                18,
                20,
                0.05,
                RateEstimate.beyond(1, pictures),
                0.01,
                RateEstimate.beyond(0, pictures),
                new ScoreTail(pictures, 10, 17.5, 0.75),
                DefectCalibration.none());
    }

    private static RecipeSummary summary(int pictures) {
        return summary(pictures, Preprocessing.NONE, 1, 0.9);
    }

    private static RecipeSummary summary(
            int pictures, Preprocessing preprocessing, double imageThreshold, double pixelThreshold) {
        return new RecipeSummary(
                new PatchCoreMethod("lite0", "cd".repeat(32), List.of("stage2"), 256, preprocessing),
                new BankSummary(pictures, 40_960, 40_960, PatchSampling.ALL, 2_000, 152, 9.5),
                calibration(pictures),
                imageThreshold,
                pixelThreshold);
    }

    private String write(String productName, List<Result> results, List<Skipped> skipped) throws IOException {
        return write(productName, results, skipped, summary(40));
    }

    private String write(String productName, List<Result> results, List<Skipped> skipped, RecipeSummary recipe)
            throws IOException {
        Gallery gallery = new Gallery();
        for (Result result : results) {
            FakeInspection inspection = new FakeInspection(result.inspection());
            gallery.offer(
                    result,
                    inspection,
                    inspection.overlay(),
                    () -> Optional.of(new FakeExplanation(HOSTILE)),
                    () -> Optional.of(new Similar(inspection.overlay(), new Label(HOSTILE, HOSTILE))),
                    Optional::empty);
        }
        Path file = folder.resolve("report.html");
        new HtmlReport(new ReportContent(
                        NewProduct.of("casting", productName),
                        new Label("사진", HOSTILE),
                        new RecipeVersion(
                                1,
                                "casting",
                                3,
                                "ab".repeat(32),
                                true,
                                Instant.parse("2026-11-20T00:00:00Z"),
                                7,
                                recipe),
                        new Evaluation(results, skipped),
                        gallery,
                        ZonedDateTime.parse("2026-11-20T09:00:00+09:00")))
                .write(file);
        return Files.readString(file);
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setExpandEntityReferences(false);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void isWellFormedAndShowsHostileNamesAsText() throws Exception {
        String html = write(
                HOSTILE,
                List.of(
                        Results.result(HOSTILE, Truth.GOOD, 25),
                        Results.result("hole", Truth.defect(HOSTILE, HOSTILE), 30)),
                List.of(new Skipped(HOSTILE, HOSTILE)));

        Document document = parse(folder.resolve("report.html"));
        assertThat(document.getDocumentElement().getTextContent()).contains(HOSTILE);
        assertThat(html).doesNotContain("<img src=x");
        NodeList images = document.getElementsByTagName("img");
        assertThat(images.getLength()).isEqualTo(11);
        for (int i = 0; i < images.getLength(); i++) {
            assertThat(((Element) images.item(i)).getAttribute("src")).startsWith("data:image/");
        }
    }

    @Test
    void fetchesNothingAndRunsNothing() throws IOException {
        String html = write("주조품", List.of(Results.result("a", Truth.GOOD, 25)), List.of());
        assertThat(html)
                .doesNotContainIgnoringCase("http:")
                .doesNotContainIgnoringCase("https:")
                .doesNotContain("<script", "<link", "@import", "url(");
    }

    @Test
    void showsEveryResultAndBothLanguages() throws IOException {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            results.add(Results.result("part" + i, i % 2 == 0 ? Truth.GOOD : Results.HOLE, 10 + i * 0.2));
        }
        String html = write("주조품", results, List.of(new Skipped("broken.jpg", "not a picture")));
        assertThat(results).allSatisfy(result -> assertThat(html).contains("<td>" + result.name() + "</td>"));
        assertThat(html).contains("broken.jpg", "not a picture", "건너뜀 skipped 1");
        assertThat(html).contains("검사 보고서", "Inspection report", "과검", "False rejects", "미검", "Escapes", "기공", "hole");
        assertThat(html).contains("100개 가운데 60개", "60 of 100");
        assertThat(html.split("<article")).hasSize(61);
        assertThat(html).contains("ab".repeat(32), "v3", "2,000 × 152");
    }

    @Test
    void givesRegionsInPixelsAndMillimetres() throws IOException {
        String html = write("casting", List.of(Results.result("part", Results.HOLE, 25)), List.of());

        assertThat(html).contains("30 × 20 (1.50 × 1.00 mm)", "481 px² (1.203 mm²)", "<td>25, 22</td>");
        assertThat(html).contains("면적 <span class=\"en\">area</span>", "중심 <span class=\"en\">centroid</span>");
    }

    @Test
    void listsHighestScoresFirst() throws IOException {
        String html = write(
                "주조품",
                List.of(Results.result("low", Truth.GOOD, 2), Results.result("high", Truth.GOOD, 15)),
                List.of());
        assertThat(html.indexOf("<td>high</td>")).isBetween(0, html.indexOf("<td>low</td>"));
    }

    @Test
    void leavesOutWhatNeedsBothKindsOfParts() throws IOException {
        String html = write("주조품", List.of(Results.result("a", Truth.GOOD, 2)), List.of());
        assertThat(html).doesNotContain("AUROC").doesNotContain("Escapes</span></h3>");
    }

    @Test
    void saysWhenPicturesWereTooFewForTheRateAskedFor() {
        Label few = RecipeSection.calibration(summary(40));
        assertThat(few.english())
                .contains(
                        "At most 1.0 %",
                        "2.4 % (95 %: 0.1 – 8.8 %) are to be expected", "too few to promise 1.0 %", "It takes 99");
        assertThat(few.korean()).contains("OK 사진 40장", "최소 99장");
        assertThat(RecipeSection.calibration(summary(99)).english()).doesNotContain("too few");
    }

    @Test
    void givesRatesWithTheirIntervalInBothLanguages() {
        Label label = RecipeSection.calibration(summary(50));

        assertThat(label.english())
                .contains("dealt to 4 folds", "2.0 % (95 %: 0.1 – 7.1 %) are to be expected")
                .doesNotContain("defects");
        assertThat(label.korean())
                .contains("4묶음", "기대값은 2.0 % (95 %: 0.1 – 7.1 %)")
                .doesNotContain("불량");
    }

    @Test
    void saysWhatDefectsAdded() {
        Calibration alone = calibration(50);
        RecipeSummary plain = summary(50);
        Label label = RecipeSection.calibration(new RecipeSummary(
                plain.method(),
                plain.bank(),
                new Calibration(
                        50,
                        4,
                        17,
                        18,
                        20,
                        0.05,
                        alone.reviews(),
                        0.01,
                        alone.falseRejects(),
                        alone.tail(),
                        new DefectCalibration(19, ThresholdGoal.escapes(0.05), RateEstimate.beyond(0, 19))),
                1,
                0.9));

        assertThat(label.english())
                .contains(
                        "19 pictures of defects refined the thresholds; escapes to be expected: 5.0 % (95 %: 0.1 – 17.6 %)");
        assertThat(label.korean()).contains("불량 사진 19장", "미검률 기대값은 5.0 %");
    }

    @Test
    void showsTheThresholdsThatHoldAndThePreprocessing() throws IOException {
        String html = write(
                "주조품",
                List.of(Results.result("a", Truth.GOOD, 2)),
                List.of(),
                summary(40, new Preprocessing(true, false, true), 0.5, 0.8));

        assertThat(html)
                .as("the recipe's facts")
                .contains("REVIEW &gt; 9.0000, NG &gt; 10.0000", "region &gt; 16.0000");
        assertThat(html).contains("흑백 grayscale + 히스토그램 histogram");
        assertThat(html).as("the strip").contains(">REVIEW 9.00<", ">NG 10.00<");
        assertThat(html).as("the legend").contains("<span>10.00<br/>NG", "what is above 16.00, where a region begins");
        assertThat(html).contains("These rates hold at an image threshold of 1, and this recipe has 0.50.");
    }

    @Test
    void tellsWhatCountsInBothLanguages() throws IOException {
        RecipeSummary plain = summary(40);
        InspectionArea area = InspectionArea.whole().without(AreaPolygon.rectangle(0, 0, 0.2, 0.2));
        PatchCoreMethod method = new PatchCoreMethod(
                "lite0",
                "cd".repeat(32),
                List.of("stage2"),
                List.of(256),
                Tiling.of(3, 2),
                Preprocessing.NONE,
                0,
                PatchEmbedding.MEAN,
                MapRule.BILINEAR,
                ScoreRule.MAP_MAXIMUM,
                new InspectionScope(area, 2_500, 0.05));
        RecipeSummary scoped = new RecipeSummary(method, plain.bank(), plain.calibration(), 1, 0.9);
        List<Result> results = List.of(Results.result("a", Truth.GOOD, 2));

        assertThat(write("part", results, List.of(), scoped))
                .contains("검사 영역", "포함 0개, 제외 1개 · 0 polygons included, 1 excluded")
                .contains("최소 결함", "2,500 px²", "축척", "0.05 mm/px")
                .contains("256 px × 3 × 2 타일 tiles");
        assertThat(write("part", results, List.of(), plain)).doesNotContain("검사 영역", "최소 결함", "축척");
    }

    @Test
    void saysNothingOfAnImageThresholdThatChangesNothing() throws IOException {
        assertThat(write("주조품", List.of(Results.result("a", Truth.GOOD, 2)), List.of()))
                .contains("없음 none")
                .doesNotContain("image threshold of 1");
    }

    @Test
    void drawsADotForEachResult() throws IOException {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            results.add(Results.result("p" + i, Truth.defect("kind" + i, "kind" + i), 30));
        }
        results.add(Results.result("g", Truth.GOOD, 3));
        String html = write("주조품", results, List.of());
        assertThat(html.split("<circle")).hasSize(32);
        // too many kinds for a lane each
        assertThat(html.split("<text class=\"name\"")).hasSize(3);
    }
}
