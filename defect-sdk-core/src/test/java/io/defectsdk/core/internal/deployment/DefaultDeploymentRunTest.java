package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.inspection.Preprocessing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DefaultDeploymentRunTest {
    private static final RecipeVersion VERSION = new RecipeVersion(
            5,
            "prod1",
            2,
            "ab".repeat(32),
            true,
            Instant.EPOCH,
            7,
            new RecipeSummary(
                    new PatchCoreMethod("b", "cd".repeat(32), List.of("l"), 256, Preprocessing.NONE),
                    new BankSummary(8, 80, 80, PatchSampling.ALL, 10, 3, 1),
                    new Calibration(
                            8,
                            4,
                            1,
                            1,
                            1,
                            1,
                            RateEstimate.unknown(),
                            1,
                            RateEstimate.unknown(),
                            new ScoreTail(8, 4, 1, 1),
                            DefectCalibration.none()),
                    1.0,
                    0.9));

    private final DefaultDeploymentRun<RecipeVersion> run = new DefaultDeploymentRun<>(7, "prod1");

    @Test
    void waitsAtFirst() {
        assertThat(run.id()).isEqualTo(7);
        assertThat(run.productCode()).isEqualTo("prod1");
        assertThat(run.progress().phase()).isEqualTo(DeploymentPhase.WAITING);
        assertThat(run.completion()).isNotDone();
    }

    @Test
    void tellsListenersAtOnceAndAtEachStep() {
        List<DeploymentProgress> told = new ArrayList<>();
        run.onProgress(told::add);

        run.report(DeploymentPhase.EMBEDDING, 0, 4);
        run.report(DeploymentPhase.EMBEDDING, 3, 4);
        run.activating();
        run.succeeded(VERSION);

        assertThat(told)
                .extracting(progress -> progress.phase() + " " + progress.done() + "/" + progress.total())
                .containsExactly("WAITING 0/1", "EMBEDDING 0/4", "EMBEDDING 3/4", "ACTIVATION 0/1", "DONE 1/1");
    }

    @Test
    void tellsTheTimeThatIsLeft() {
        AtomicLong nanos = new AtomicLong();
        DefaultDeploymentRun<RecipeVersion> timed = new DefaultDeploymentRun<>(7, "prod1", nanos::get);
        timed.report(DeploymentPhase.EMBEDDING, 0, 10);
        assertThat(timed.progress().remaining()).isEmpty();
        timed.expect(DeploymentPhase.CORESET, Duration.ofSeconds(6));
        nanos.set(Duration.ofSeconds(1).toNanos());

        timed.report(DeploymentPhase.EMBEDDING, 5, 10);

        assertThat(timed.progress().remaining()).hasValue(Duration.ofSeconds(1 + 6));
        assertThat(timed.progress().fraction()).isEqualTo(1 / 8.0);
        timed.failed(new IllegalStateException("x"));
        assertThat(timed.progress().remaining()).hasValue(Duration.ZERO);
        assertThat(timed.progress().fraction()).isOne();
    }

    @Test
    void givesTheVersionToAllWhoWait() {
        run.succeeded(VERSION);

        assertThat(run.join()).isEqualTo(VERSION);
        assertThat(run.completion()).isCompletedWithValue(VERSION);
        assertThat(run.cancel()).isFalse();
    }

    @Test
    void cannotBeCompletedFromOutside() {
        run.completion().cancel(true);
        run.completion().complete(null);

        run.succeeded(VERSION);

        assertThat(run.join()).isEqualTo(VERSION);
    }

    @Test
    void stopsAtTheNextStepOnceCancelled() {
        run.report(DeploymentPhase.EMBEDDING, 1, 4);

        assertThat(run.cancel()).isTrue();
        assertThat(run.cancel()).as("still cancelled when asked again").isTrue();

        for (Runnable step : List.<Runnable>of(() -> run.report(DeploymentPhase.EMBEDDING, 2, 4), run::activating)) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(step::run)
                    .withMessageContaining("deployment 7 of 'prod1' was cancelled")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_CANCELLED));
        }
    }

    @Test
    void cannotBeCancelledOnceItActivates() {
        run.activating();

        assertThat(run.cancel()).isFalse();
        assertThatCode(() -> run.report(DeploymentPhase.ACTIVATION, 1, 1)).doesNotThrowAnyException();
    }

    @Test
    void passesOnWhyItFailed() {
        PictureException cause = new PictureException(ErrorCode.PICTURE_TRUNCATED, "a.jpg is truncated", null);

        run.failed(cause);

        assertThat(catchThrowable(run::join)).isSameAs(cause);
        assertThat(run.progress().phase()).isEqualTo(DeploymentPhase.DONE);
        assertThat(run.cancel()).isFalse();
    }

    @Test
    void completesWithWhatJoinThrows() {
        OutOfMemoryError cause = new OutOfMemoryError("Java heap space");

        run.failed(cause);

        Throwable joined = catchThrowable(run::join);
        assertThat(joined)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment 7 failed")
                .hasMessageContaining("Java heap space")
                .hasCause(cause);
        Throwable completed =
                run.completion().handle((version, failure) -> failure).join();
        assertThat(completed).isInstanceOf(CompletionException.class);
        assertThat(completed.getCause()).isSameAs(joined);
    }

    @Test
    void ignoresWhatItsListenersThrow() {
        List<DeploymentPhase> told = new ArrayList<>();
        run.onProgress(progress -> {
            throw new IllegalStateException("a broken screen");
        });
        run.onProgress(progress -> {
            throw new AssertionError("a failed assertion");
        });
        run.onProgress(progress -> told.add(progress.phase()));

        run.report(DeploymentPhase.EMBEDDING, 1, 4);
        run.failed(new IllegalStateException("x"));

        assertThat(told).containsExactly(DeploymentPhase.WAITING, DeploymentPhase.EMBEDDING, DeploymentPhase.DONE);
        assertThat(run.completion()).isCompletedExceptionally();
    }
}
