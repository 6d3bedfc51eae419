package io.defectsdk.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Hits and average precision, against figures by hand. */
class RetrievalScoresTest {
    @Test
    void averagesThePrecisionAtEachPictureOfTheType() {
        RetrievalScores scores = new RetrievalScores();
        scores.add("a", List.of("a", "b", "a", "b"), 2); // (1/1 + 2/3) / 2
        scores.add("b", List.of("a", "a", "b"), 2); // (1/3) / 2, the other one was not found

        assertThat(scores.meanAveragePrecision()).isCloseTo((5 / 6.0 + 1 / 6.0) / 2, within(1e-12));
        assertThat(scores.hitAt1()).isEqualTo(0.5);
        assertThat(scores.hitAt5()).isEqualTo(1);
    }

    @Test
    void countsNoHitBehindTheFifth() {
        RetrievalScores scores = new RetrievalScores();
        scores.add("a", List.of("b", "b", "b", "b", "b", "a"), 1);

        assertThat(scores.hitAt5()).isZero();
        assertThat(scores.meanAveragePrecision()).isCloseTo(1 / 6.0, within(1e-12));
    }

    @Test
    void refusesATypeThatCannotBeFound() {
        assertThatThrownBy(() -> new RetrievalScores().add("a", List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing of type a");
    }
}
