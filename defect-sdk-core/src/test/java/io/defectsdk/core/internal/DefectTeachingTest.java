package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.ThresholdGoal;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.memory.InMemoryStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calibration through the SDK's face: pictures of defects, progress, cancellation. */
@Timeout(120)
class DefectTeachingTest {
    private static final PatchCoreDeployment TEACHING = PatchCoreDeployment.of("prod1", Parts.good(24, 1))
            .with(PatchCoreOptions.builder().inputSize(64).build());

    private final DefectSdk sdk = DefectSdk.builder()
            .stores(new InMemoryStores())
            .models(new BlockModels())
            .threads(2)
            .build();

    @BeforeEach
    void addProduct() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "제품"), EngineTest.ADMIN);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private RecipeSummary teach(PatchCoreDeployment deployment) {
        return sdk.deployments().deploy(deployment, EngineTest.ADMIN).join().summary();
    }

    private static List<Picture> spotted(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Parts.spotted(2_000 + i, 20 + 10 * i, 30, 16))
                .toList();
    }

    @Test
    void refinesThresholdsAndNothingElse() {
        RecipeSummary alone = teach(TEACHING);
        RecipeSummary refined = teach(TEACHING.withDefects(spotted(10), ThresholdGoal.escapes(0.1)));

        assertThat(refined.bank()).isEqualTo(alone.bank());
        assertThat(refined.calibration().medianScore())
                .isEqualTo(alone.calibration().medianScore());
        assertThat(refined.calibration().tail()).isEqualTo(alone.calibration().tail());
        assertThat(refined.reviewThreshold()).isLessThanOrEqualTo(alone.reviewThreshold());
        assertThat(refined.ngThreshold())
                .as("these spots lie far above all good parts")
                .isGreaterThan(alone.ngThreshold());
        assertThat(refined.calibration().defects().pictures()).isEqualTo(10);
        assertThat(refined.calibration().defects().goal()).isEqualTo(ThresholdGoal.escapes(0.1));
        assertThat(refined.calibration().defects().escapes()).isEqualTo(RateEstimate.beyond(0, 10));
        for (Picture defect : spotted(10)) {
            assertThat(sdk.inspector()
                            .inspect(InspectionRequest.of("prod1", defect))
                            .verdict())
                    .isEqualTo(Verdict.NG);
        }
    }

    @Test
    void countsCopiesOfADefectOnce() {
        List<Picture> twice = new ArrayList<>(spotted(3));
        twice.addAll(spotted(2));

        assertThat(teach(TEACHING.withDefects(twice, ThresholdGoal.cost(1, 10)))
                        .calibration()
                        .defects()
                        .pictures())
                .isEqualTo(3);
    }

    @Test
    void refusesAPictureThatIsBothGoodAndDefective() {
        List<Picture> defects = new ArrayList<>(spotted(3));
        defects.add(TEACHING.okPictures().orElseThrow().get(5));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> teach(TEACHING.withDefects(defects, ThresholdGoal.escapes(0.1))))
                .withMessageContaining("1 of 4 pictures of defects cannot be used")
                .withMessageContaining("is among the OK pictures too");
        assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
    }

    @Test
    void namesAllDefectsThatCannotBeRead() {
        List<Picture> defects = new ArrayList<>(spotted(1));
        defects.add(Picture.of(new byte[] {1, 2, 3}, "first.png"));
        defects.add(Picture.of(new byte[] {4, 5, 6}, "second.png"));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> teach(TEACHING.withDefects(defects, ThresholdGoal.escapes(0.1))))
                .withMessageContaining("2 of 3 pictures of defects cannot be used")
                .withMessageContaining("first.png")
                .withMessageContaining("second.png");
    }

    @Test
    void tellsHowFarTheFoldsAre() {
        List<DeploymentProgress> heard = new ArrayList<>();
        sdk.deployments()
                .deploy(TEACHING.withDefects(spotted(2), ThresholdGoal.escapes(0.1)), EngineTest.ADMIN)
                .onProgress(heard::add)
                .join();

        List<DeploymentProgress> calibration = heard.stream()
                .filter(progress -> progress.phase() == DeploymentPhase.CALIBRATION)
                .toList();
        assertThat(calibration).hasSizeGreaterThan(26);
        assertThat(calibration).extracting(DeploymentProgress::done).isSorted();
        DeploymentProgress last = calibration.get(calibration.size() - 1);
        assertThat(last.done()).isEqualTo(last.total());
    }

    @Test
    void canBeCancelledWhileItCrossFits() throws InterruptedException {
        CountDownLatch crossFitting = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> run = sdk.deployments().deploy(TEACHING, EngineTest.ADMIN);
        run.onProgress(progress -> {
            if (progress.phase() == DeploymentPhase.CALIBRATION && progress.done() > 0) {
                run.cancel();
                crossFitting.countDown();
            }
        });

        assertThatExceptionOfType(DefectSdkException.class)
                .isThrownBy(run::join)
                .matches(e -> e.code() == ErrorCode.DEPLOYMENT_CANCELLED);
        crossFitting.await();
        assertThat(run.progress().done()).isZero();
        assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
    }
}
