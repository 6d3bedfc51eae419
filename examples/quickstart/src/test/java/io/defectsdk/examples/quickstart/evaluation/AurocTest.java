package io.defectsdk.examples.quickstart.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AurocTest {
    @Test
    void isOneWhenEveryBadPartScoresHigher() {
        assertThat(Auroc.of(new double[] {1, 2, 3}, new double[] {4, 5})).hasValue(1);
    }

    @Test
    void isZeroWhenEveryBadPartScoresLower() {
        assertThat(Auroc.of(new double[] {4, 5}, new double[] {1, 2, 3})).hasValue(0);
    }

    @Test
    void countsPairsInTheRightOrder() {
        // 0.35 beats 0.1 of {0.1, 0.4}; 0.8 beats both: 3 of 4 pairs
        assertThat(Auroc.of(new double[] {0.1, 0.4}, new double[] {0.35, 0.8})).hasValue(0.75);
    }

    @Test
    void countsTiesHalf() {
        // 2 against {1, 2, 3}: 1.5; 2 again: 1.5; 3: 2.5; sum 5.5 of 9
        double[] good = {3, 1, 2};
        double[] bad = {2, 2, 3};
        assertThat(Auroc.of(good, bad).orElseThrow()).isEqualTo(5.5 / 9, within(1e-15));
    }

    @Test
    void isHalfWhenAllScoresAreEqual() {
        assertThat(Auroc.of(new double[] {7, 7, 7}, new double[] {7, 7})).hasValue(0.5);
    }

    @Test
    void agreesWithCountingAllPairs() {
        Random random = new Random(11);
        double[] good = random.ints(200, 0, 40).asDoubleStream().toArray();
        double[] bad = random.ints(150, 10, 50).asDoubleStream().toArray();
        double wins = 0;
        for (double b : bad) {
            for (double g : good) {
                wins += b > g ? 1 : b == g ? 0.5 : 0;
            }
        }
        assertThat(Auroc.of(good, bad).orElseThrow()).isEqualTo(wins / (200 * 150), within(1e-12));
    }

    @Test
    void isUnknownWithoutGoodOrWithoutBadParts() {
        assertThat(Auroc.of(new double[0], new double[] {1})).isEmpty();
        assertThat(Auroc.of(new double[] {1}, new double[0])).isEmpty();
    }
}
