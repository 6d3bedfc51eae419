package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.DeploymentPhase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private long seconds;
    private final TimeLeft timeLeft =
            new TimeLeft(() -> Duration.ofSeconds(seconds).toNanos());

    private void embedTenOf100InTenSeconds() {
        timeLeft.reached(DeploymentPhase.EMBEDDING, 0, 100);
        timeLeft.expect(DeploymentPhase.CORESET, Duration.ofSeconds(60));
        timeLeft.expect(DeploymentPhase.CALIBRATION, Duration.ofSeconds(40));
        seconds = 10;
        timeLeft.reached(DeploymentPhase.EMBEDDING, 10, 100);
    }

    @Test
    void knowsNothingBeforeAnythingIsDone() {
        assertThat(timeLeft.remaining()).isEmpty();
        timeLeft.reached(DeploymentPhase.EMBEDDING, 0, 100);

        assertThat(timeLeft.remaining()).isEmpty();
        assertThat(timeLeft.fraction()).isZero();
    }

    @Test
    void addsWhatIsExpectedOfLaterPhasesToTheRestOfThisOneAtItsSpeed() {
        embedTenOf100InTenSeconds();

        assertThat(timeLeft.remaining()).hasValue(Duration.ofSeconds(90 + 60 + 40));
        assertThat(timeLeft.fraction()).isEqualTo(10 / 200.0);
    }

    @Test
    void takesWhatWasExpectedOfAPhaseUntilItHasShownItsSpeed() {
        embedTenOf100InTenSeconds();
        seconds = 100;
        timeLeft.reached(DeploymentPhase.CORESET, 0, 1_000);
        seconds = 120;

        assertThat(timeLeft.remaining()).hasValue(Duration.ofSeconds(40 + 40));
        assertThat(timeLeft.fraction()).isEqualTo(120 / 200.0);
    }

    @Test
    void countsEarlyChoicesForMore() {
        embedTenOf100InTenSeconds();
        timeLeft.reached(DeploymentPhase.CORESET, 0, 1_000);
        seconds = 40;
        timeLeft.reached(DeploymentPhase.CORESET, 500, 1_000);

        double share = Math.pow(0.5, 0.75);
        assertThat(timeLeft.remaining().orElseThrow().toMillis() / 1e3).isCloseTo(30 / share - 30 + 40, within(0.01));
    }

    @Test
    void neverGoesBack() {
        embedTenOf100InTenSeconds();
        seconds = 100;
        timeLeft.reached(DeploymentPhase.CALIBRATION, 0, 100);
        double before = timeLeft.fraction();
        seconds = 300;
        timeLeft.reached(DeploymentPhase.CALIBRATION, 10, 100);

        assertThat(timeLeft.remaining()).hasValue(Duration.ofMinutes(30));
        assertThat(timeLeft.fraction()).isEqualTo(before).isLessThan(1);
    }

    @Test
    void isAtItsEndWhenAllIsDone() {
        embedTenOf100InTenSeconds();
        timeLeft.reached(DeploymentPhase.DONE, 1, 1);

        assertThat(timeLeft.remaining()).hasValue(Duration.ZERO);
        assertThat(timeLeft.fraction()).isOne();
    }
}
