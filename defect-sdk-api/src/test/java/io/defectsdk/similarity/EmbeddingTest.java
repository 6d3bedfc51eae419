package io.defectsdk.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void measuresTheAngleWhateverTheLengths() {
        Embedding east = Embedding.of(new float[] {3, 0});

        assertThat(east.cosineSimilarity(Embedding.of(new float[] {5, 0}))).isEqualTo(1);
        assertThat(east.cosineSimilarity(Embedding.of(new float[] {0, 2}))).isZero();
        assertThat(east.cosineSimilarity(Embedding.of(new float[] {-1, 0}))).isEqualTo(-1);
        assertThat(east.cosineSimilarity(Embedding.of(new float[] {1, 1}))).isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void isTheSameBothWaysAndNeverBeyondOne() {
        Embedding a = Embedding.of(new float[] {1e-3f, 0.7f, -2f});
        Embedding b = Embedding.of(new float[] {1e-3f * 3, 0.7f * 3, -2f * 3});

        assertThat(a.cosineSimilarity(b))
                .isEqualTo(b.cosineSimilarity(a))
                .isLessThanOrEqualTo(1)
                .isCloseTo(1, within(1e-7));
    }

    @Test
    void takesVeryShortAndVeryLongVectors() {
        Embedding tiny = Embedding.of(new float[] {Float.MIN_VALUE, 0});
        Embedding huge = Embedding.of(new float[] {Float.MAX_VALUE, Float.MAX_VALUE});

        assertThat(tiny.cosineSimilarity(huge)).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    @Test
    void refusesWhatHasNoDirection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(new float[3]))
                .withMessageContaining("3 values")
                .withMessageContaining("no direction");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(new float[] {1, Float.NaN}))
                .withMessageContaining("value 1 of 2 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(new float[] {Float.POSITIVE_INFINITY}))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.of(new float[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.of(new float[Embedding.MAX_DIMENSION + 1]));
    }

    @Test
    void refusesToCompareDimensionsThatDiffer() {
        Embedding two = Embedding.of(new float[] {1, 2});
        Embedding three = Embedding.of(new float[] {1, 2, 3});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.cosineSimilarity(three))
                .withMessageContaining("2 and 3");
    }

    @Test
    void keepsItsValuesToItself() {
        float[] given = {1, 2};
        Embedding embedding = Embedding.of(given);
        given[0] = 9;
        embedding.values()[1] = 9;

        assertThat(embedding.values()).containsExactly(1, 2);
        assertThat(embedding)
                .isEqualTo(Embedding.of(new float[] {1, 2}))
                .hasSameHashCodeAs(Embedding.of(new float[] {1, 2}));
        assertThat(embedding).hasToString("embedding of 2 dimensions");
    }
}
