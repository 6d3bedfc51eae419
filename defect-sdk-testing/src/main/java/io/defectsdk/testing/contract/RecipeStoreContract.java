package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.RecipeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link RecipeStore} has to keep. */
public abstract class RecipeStoreContract extends StoreContract {
    /** For subclasses. */
    protected RecipeStoreContract() {}

    private RecipeStore recipes() {
        return stores().recipes();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    @Test
    void hasNoneForAProductThatWasNotTaughtOrIsUnknown() {
        start("prod1");

        assertThat(recipes().active("prod1")).isEmpty();
        assertThat(recipes().list("prod1")).isEmpty();
        assertThat(recipes().active("nothing")).isEmpty();
        assertThat(recipes().list("nothing")).isEmpty();
    }

    @Test
    void listsTheNewestVersionFirst() {
        RecipeVersion first = deploy("prod1", "first");
        deploy("prod2", "other");
        RecipeVersion second = deploy("prod1", "second");
        RecipeVersion third = deploy("prod1", "third");

        List<RecipeVersion> listed = recipes().list("prod1");

        assertThat(listed).extracting(RecipeVersion::version).containsExactly(3, 2, 1);
        assertThat(listed).extracting(RecipeVersion::id).containsExactly(third.id(), second.id(), first.id());
        assertThat(listed).extracting(RecipeVersion::sha256).doesNotHaveDuplicates();
        assertThat(listed.get(0)).isEqualTo(third);
    }

    @Test
    void keepsTheCreationToTheMicrosecond() {
        RecipeVersion recipe = stores().deployments()
                .complete(
                        start("prod1").id(),
                        putArtifact("bank"),
                        summary(1),
                        "done",
                        Instant.parse("2026-11-23T04:05:06.000001999Z"));

        assertThat(recipe.createdAt()).isEqualTo(Instant.parse("2026-11-23T04:05:06.000001Z"));
        assertThat(recipes().active("prod1")).contains(recipe);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, Double.MIN_VALUE, 1e-300, 1.0 / 3, 0.1 + 0.2, 123456789.12345679, 1e17, Double.MAX_VALUE})
    void keepsFiguresBitForBit(double figure) {
        RecipeSummary summary = new RecipeSummary(
                new PatchCoreMethod("b", "00".repeat(32), List.of("l"), 1, Preprocessing.NONE),
                new BankSummary(
                        Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, PatchSampling.ALL, 1, 1, figure),
                new Calibration(
                        1,
                        2,
                        figure,
                        figure,
                        figure,
                        figure,
                        new RateEstimate(figure, figure, figure),
                        figure,
                        new RateEstimate(figure, figure, figure),
                        new ScoreTail(3, 4, figure, figure),
                        new DefectCalibration(
                                5, ThresholdGoal.escapes(0.1 + 0.2), new RateEstimate(figure, figure, figure))),
                1.0,
                0.9);
        stores().deployments().complete(start("prod1").id(), putArtifact("bank"), summary, "done", NOW);

        assertThat(recipes().active("prod1"))
                .get()
                .extracting(RecipeVersion::summary)
                .isEqualTo(summary);
        assertThat(recipes().list("prod1")).extracting(RecipeVersion::summary).containsExactly(summary);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsOfTheSummaryAsTheyAre(String text) {
        RecipeSummary plain = summary(1);
        RecipeSummary summary = new RecipeSummary(
                new PatchCoreMethod(
                        text,
                        plain.method().backboneSha256(),
                        List.of(text, "b", "a", text),
                        List.of(320, 64),
                        new Tiling(3, 2, 0.125),
                        Preprocessing.NONE,
                        0,
                        PatchEmbedding.COARSE_MEAN,
                        MapRule.NEAREST,
                        ScoreRule.PATCH_MAXIMUM,
                        new InspectionScope(InspectionArea.whole(), 25, 0.5)),
                new BankSummary(2, 3, 2, PatchSampling.RESERVOIR, 4, 5, 6),
                plain.calibration(),
                1.0,
                0.9);
        stores().deployments().complete(start("prod1").id(), putArtifact("bank"), summary, "done", NOW);

        assertThat(recipes().active("prod1").map(RecipeVersion::summary)).isEqualTo(Optional.of(summary));
    }
}
