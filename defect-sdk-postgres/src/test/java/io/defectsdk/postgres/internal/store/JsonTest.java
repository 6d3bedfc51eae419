package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.RecipeException;
import io.defectsdk.StoreException;
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
import io.defectsdk.deployment.ScoreRule;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.deployment.ThresholdGoal;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.inspection.Vertex;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows outlive releases: what is written today must be read by every later one, so the texts are pinned here. */
class JsonTest {
    private static final RecipeSummary SUMMARY = new RecipeSummary(
            new PatchCoreMethod(
                    "efficientnet_lite0",
                    "ab".repeat(32),
                    List.of("stage2", "stage3"),
                    List.of(256, 384),
                    new Tiling(3, 2, 0.25),
                    Preprocessing.NONE,
                    0,
                    PatchEmbedding.MEAN,
                    MapRule.BILINEAR,
                    ScoreRule.MAP_MAXIMUM,
                    new InspectionScope(
                            InspectionArea.whole().without(AreaPolygon.of(0, 0, 0.25, 0, 0, 0.5)), 25, 0.05)),
            new BankSummary(40, 40_960, 40_960, PatchSampling.ALL, 2_000, 152, 1.25),
            new Calibration(
                    40,
                    4,
                    0.1 + 0.2,
                    1.5,
                    1.75,
                    0.05,
                    new RateEstimate(0.05, 0.01, 0.13),
                    0.01,
                    new RateEstimate(0.0244, 0.001, 0.09),
                    new ScoreTail(40, 10, 1.25, 0.125),
                    new DefectCalibration(12, ThresholdGoal.cost(2, 30), new RateEstimate(0.25, 0.125, 0.375))),
            1.0,
            0.9);

    private static final String SUMMARY_JSON = """
            {"method":{"backbone":"efficientnet_lite0","backbone_sha256":"%s","layers":["stage2","stage3"],"input_sizes":[256,384],\
            "tiling":{"columns":3,"rows":2,"overlap":0.25},\
            "preprocessing":{"grayscale":false,"contrast":false,"histogram":false},\
            "crop_from":0,"embedding":"MEAN","map":"BILINEAR","score":"MAP_MAXIMUM","scope":{"area":{"included":[],"excluded":[\
            {"corners":[{"x":0.0,"y":0.0},{"x":0.25,"y":0.0},{"x":0.0,"y":0.5}]}]},"minimum_defect":25,"millimetres_per_pixel":0.05}},\
            "bank":{"ok_pictures":40,"patches":40960,"sampled_patches":40960,"sampling":"ALL","vectors":2000,"dimension":152,"cover_radius":1.25},"calibration":\
            {"pictures":40,"folds":4,"median_score":0.30000000000000004,"review_threshold":1.5,"ng_threshold":1.75,\
            "review_rate":0.05,"reviews":{"expected":0.05,"low":0.01,"high":0.13},\
            "false_reject_rate":0.01,"false_rejects":{"expected":0.0244,"low":0.001,"high":0.09},\
            "tail":{"pictures":40,"above":10,"start":1.25,"mean_excess":0.125},\
            "defects":{"pictures":12,"goal":{"false_reject_cost":2.0,"escape_cost":30.0,"escape_limit":1.0},\
            "escapes":{"expected":0.25,"low":0.125,"high":0.375}}},\
            "image_threshold":1.0,"pixel_threshold":0.9}""".formatted("ab".repeat(32));

    private static final List<AnomalyRegion> REGIONS = List.of(new AnomalyRegion(
            new Box(1, 2, 3, 4),
            12,
            2.25,
            4,
            2,
            3,
            Math.nextUp(2.5),
            List.of(new Vertex(1, 2), new Vertex(4, 2), new Vertex(4, 6), new Vertex(1, 6)),
            OptionalDouble.of(0.05)));

    private static final String REGIONS_JSON = """
            [{"box":{"x":1,"y":2,"width":3,"height":4},"area":12,"peak_x":2,"peak_y":3,"peak_score":2.5000000000000004,\
            "centroid":[2.25,4.0],"outline":[1,2,4,2,4,6,1,6],"millimetres_per_pixel":0.05}]""";

    @Test
    void keepsTheFormOfSummaries() {
        assertThat(Json.write(SUMMARY)).isEqualTo(SUMMARY_JSON);
        assertThat(Json.summary(SUMMARY_JSON)).isEqualTo(SUMMARY);
    }

    @Test
    void keepsTheFormOfRegions() {
        assertThat(Json.regions(REGIONS)).isEqualTo(REGIONS_JSON);
        assertThat(Json.regions(REGIONS_JSON)).isEqualTo(REGIONS);
    }

    @Test
    void readsRegionsOfBeforeThereWereOutlines() {
        String older = """
                [{"box":{"x":1,"y":2,"width":3,"height":4},"area":12,"peak_x":2,"peak_y":3,"peak_score":0.5}]""";

        assertThat(Json.regions(older)).containsExactly(new AnomalyRegion(new Box(1, 2, 3, 4), 12, 2, 3, 0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"centroid\":[2.25]|\"centroid\":[2.25,4.0]", "\"outline\":[1]|\"outline\":[1,2,4,2,4,6,1,6]"})
    void refusesAnOutlineCutOff(String damaged, String whole) {
        assertThatThrownBy(() -> Json.regions(REGIONS_JSON.replace(whole, damaged)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("inspections.regions");
    }

    @Test
    void skipsWhatANewerReleaseAdded() {
        assertThat(Json.summary(SUMMARY_JSON.replace("\"patches\"", "\"preset\":\"accurate\",\"patches\"")))
                .isEqualTo(SUMMARY);
    }

    @Test
    void readsSummariesOfBeforeThereWereSeveralInputSizes() {
        String older = SUMMARY_JSON.replace("\"input_sizes\":[256,384]", "\"input_size\":224");

        assertThat(Json.summary(older).method().inputSizes()).containsExactly(224);
    }

    @Test
    void readsSummariesOfBeforeThereWereTiles() {
        String older = SUMMARY_JSON.replace("\"tiling\":{\"columns\":3,\"rows\":2,\"overlap\":0.25},", "");

        assertThat(older).isNotEqualTo(SUMMARY_JSON);
        assertThat(Json.summary(older).method().tiling()).isEqualTo(Tiling.NONE);
    }

    @Test
    void saysThatARecipeOfAnOlderReleaseIsToBeTaughtAgain() {
        assertThatThrownBy(() -> Json.summary("{\"backbone\":\"lite0\",\"bank_vectors\":2000}"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("older release")
                .hasMessageContaining("teach the product again");
    }

    @Test
    void saysWhichColumnIsUnreadable() {
        assertThatThrownBy(() -> Json.summary("[]"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("recipes.summary");
        assertThatThrownBy(() -> Json.regions("{}"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("inspections.regions");
    }
}
