package io.defectsdk.core.internal.similarity;

import static io.defectsdk.core.internal.similarity.Specimens.embedding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.similarity.Embedding;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearMapTest {
    @Test
    void makesEmbeddingsOfLengthOneAndNoMoreAsIdentity() {
        assertThat(LinearMap.identity(2).unit(embedding(3, 4))).containsExactly(0.6f, 0.8f);
        assertThat(LinearMap.identity(1).unit(embedding(-7))).containsExactly(-1);
    }

    @Test
    void subtractsTheMean() {
        assertThat(LinearMap.of(new float[] {1, 1}, new float[0]).unit(embedding(4, 5)))
                .containsExactly(0.6f, 0.8f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 31, 64})
    void multipliesByTheTriangle(int dimension) {
        Random random = new Random(dimension);
        float[] mean = new float[dimension];
        float[] triangle = new float[(int) LinearMap.triangleLength(dimension)];
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = (float) random.nextGaussian();
            values[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < triangle.length; i++) {
            triangle[i] = (float) random.nextGaussian();
        }

        float[] unit = LinearMap.of(mean, triangle).unit(Embedding.of(values));

        double[] product = new double[dimension];
        double squares = 0;
        int next = 0;
        for (int row = 0; row < dimension; row++) {
            for (int column = 0; column <= row; column++) {
                product[row] += (double) triangle[next++] * ((double) values[column] - mean[column]);
            }
            squares += product[row] * product[row];
        }
        for (int i = 0; i < dimension; i++) {
            assertThat((double) unit[i]).isCloseTo(product[i] / Math.sqrt(squares), within(1e-6));
        }
    }

    @Test
    void becomesZeroAtTheMean() {
        assertThat(LinearMap.of(new float[] {1, 2}, new float[] {3, 4, 5}).unit(embedding(1, 2)))
                .containsExactly(0, 0);
    }

    /** The largest and smallest numbers that an embedding may hold. */
    @ParameterizedTest
    @ValueSource(floats = {Float.MAX_VALUE, 1e30f, 1e-30f, Float.MIN_VALUE})
    void givesUnitVectorsWhateverTheLength(float size) {
        float[] mean = {-size, size, 0};
        float[] triangle = {1e12f, 1e12f, 1e12f, 1e12f, 1e12f, 1e12f};
        Embedding embedding = Embedding.of(new float[] {size, size, size});

        assertThat(LinearMap.of(mean, triangle).unit(embedding))
                .containsExactly(Specimens.unit(2, 2, 3), within(1e-6f));
        assertThat(LinearMap.of(mean, new float[0]).unit(embedding))
                .containsExactly(Specimens.unit(2, 0, 1), within(1e-6f));
    }

    @Test
    void refusesATriangleThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMap.of(new float[3], new float[5]))
                .withMessage("a triangle of 5 numbers does not fit 3 dimensions");
    }

    @Test
    void refusesEmbeddingsOfAnotherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMap.identity(3).unit(embedding(1, 2)))
                .withMessage("an embedding of 3 dimensions is compared here, but this one has 2");
    }

    @Test
    void countsTheTriangleBeyondWholeNumbers() {
        assertThat(LinearMap.triangleLength(65_536)).isEqualTo(2_147_516_416L);
    }
}
