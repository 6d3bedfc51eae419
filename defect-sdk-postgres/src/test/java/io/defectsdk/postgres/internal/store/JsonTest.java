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
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SearchRecord.Found;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.VoteCalibration;
import java.util.List;
import java.util.Optional;
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
    void keepsTheFormOfIndexSummaries() {
        VoteCalibration byPicture =
                new VoteCalibration(5, 0.8, 0.25, 40, 0.75, 0.95, List.of(new VoteCalibration.Step(0.5, 0.9)));
        VoteCalibration byRegion = new VoteCalibration(1, 0.8, -1, 0, 0, 0, List.of());
        IndexSummary summary = new IndexSummary(
                "ViT-B-32/openai",
                "ab".repeat(32),
                Framing.LETTERBOX,
                512,
                40,
                17,
                23,
                byPicture,
                byRegion,
                0.25,
                1,
                List.of(new SkippedPicture(7, "a.png", "no picture")));
        String json = """
                {"encoder":"ViT-B-32/openai","encoder_sha256":"%s","framing":"LETTERBOX","dimension":512,"pictures":40,\
                "drawn_regions":17,"derived_regions":23,"by_picture":{"neighbours":5,"minimum_confidence":0.8,\
                "far_similarity":0.25,"pictures":40,"answered_share":0.75,"answered_right":0.95,\
                "steps":[{"margin":0.5,"confidence":0.9}]},"by_region":{"neighbours":1,"minimum_confidence":0.8,\
                "far_similarity":-1.0,"pictures":0,"answered_share":0.0,"answered_right":0.0,"steps":[]},\
                "whole_share":0.25,"skipped_pictures":1,"skipped":[{"picture_id":7,"file_name":"a.png","reason":"no picture"}]}""".formatted("ab".repeat(32));

        assertThat(Json.write(summary)).isEqualTo(json);
        assertThat(Json.read("c", json, IndexSummary.class)).isEqualTo(summary);
    }

    @Test
    void keepsTheFormOfVotes() {
        TypeVote vote = new TypeVote(
                TypeVote.Outcome.ANSWERED,
                Optional.of("hole"),
                0.9,
                List.of(new TypeVote.Share("hole", 0.75), new TypeVote.Share("burr", 0.25)));
        String json = """
                {"outcome":"ANSWERED","defect_code":"hole","confidence":0.9,\
                "shares":[{"defect_code":"hole","share":0.75},{"defect_code":"burr","share":0.25}]}""";
        TypeVote none = new TypeVote(TypeVote.Outcome.NO_NEIGHBOURS, Optional.empty(), 0, List.of());

        assertThat(StoredVote.write(vote)).isEqualTo(json);
        assertThat(StoredVote.read(json)).isEqualTo(vote);
        assertThat(StoredVote.write(none)).isEqualTo("""
                {"outcome":"NO_NEIGHBOURS","confidence":0.0,"shares":[]}""");
        assertThat(StoredVote.read(StoredVote.write(none))).isEqualTo(none);
    }

    @Test
    void keepsTheFormOfResults() {
        List<Found> results = List.of(
                new Found(1, "k/a.png", "a.png", 0.9884, Optional.of(7L), Optional.of("hole"), Optional.of(-0.5)),
                new Found(2, "k/b.png", "b.png", 0.5, Optional.empty(), Optional.empty(), Optional.empty()));
        String json = """
                [{"rank":1,"image_path":"k/a.png","image_name":"a.png","similarity":0.9884,"image_id":7,\
                "defect_code":"hole","picture_similarity":-0.5},\
                {"rank":2,"image_path":"k/b.png","image_name":"b.png","similarity":0.5}]""";

        assertThat(StoredResult.write(results)).isEqualTo(json);
        assertThat(StoredResult.read(json)).isEqualTo(results);
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
        for (String vote : List.of("{}", "[]", "{\"outcome\":\"GUESSED\",\"shares\":[]}", """
                {"outcome":"ANSWERED","confidence":1,"shares":[]}""")) {
            assertThatThrownBy(() -> StoredVote.read(vote))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("search_history.vote");
        }
    }
}
