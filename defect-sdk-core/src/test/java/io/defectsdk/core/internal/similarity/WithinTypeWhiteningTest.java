package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.core.internal.similarity.WithinTypeWhitening.Example;
import io.defectsdk.similarity.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithinTypeWhiteningTest {
    /** Of unit vectors; the map is kept in single precision. */
    private static final float TOLERANCE = 1e-6f;

    static Stream<JsonNode> golden() {
        return SimilarityGolden.cases("whitening");
    }

    private static List<Example> random(int count, int dimension, String... types) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] values = new float[dimension];
                    for (int d = 0; d < dimension; d++) {
                        values[d] = (float) random.nextGaussian() + i % types.length;
                    }
                    return new Example(types[i % types.length], Embedding.of(values));
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void comparesAsTheReferenceDoes(JsonNode golden) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < golden.get("gallery").size(); i++) {
            examples.add(new Example(
                    golden.get("types").get(i).asText(),
                    Embedding.of(SimilarityGolden.floats(golden.get("gallery").get(i)))));
        }
        int dimension = golden.get("gallery").get(0).size();

        LinearMap map = WithinTypeWhitening.learn(examples, dimension);

        for (int i = 0; i < golden.get("queries").size(); i++) {
            Embedding query =
                    Embedding.of(SimilarityGolden.floats(golden.get("queries").get(i)));
            assertThat(map.unit(query))
                    .as("%s, query %d", golden.get("name"), i)
                    .containsExactly(
                            SimilarityGolden.floats(golden.get("expected").get(i)), within(TOLERANCE));
        }
    }

    /** What differs within a type counts less than what differs between types. */
    @Test
    void bringsPicturesOfOneTypeTogether() {
        List<Example> examples = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            boolean burr = i % 2 == 0;
            examples.add(new Example(
                    burr ? "burr" : "hole",
                    Specimens.embedding((burr ? 1 : -1) + 0.2 * random.nextGaussian(), 9 * random.nextGaussian(), 5)));
        }
        LinearMap map = WithinTypeWhitening.learn(examples, 3);
        Embedding query = Specimens.embedding(1, 9, 5);
        Embedding sameType = Specimens.embedding(1, -9, 5);
        Embedding otherType = Specimens.embedding(-1, 9, 5);

        assertThat(query.cosineSimilarity(sameType)).isLessThan(query.cosineSimilarity(otherType));
        assertThat(dot(map.unit(query), map.unit(sameType))).isGreaterThan(dot(map.unit(query), map.unit(otherType)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void leavesEmbeddingsAsTheyAreWithFewerThanSixPictures() {
        for (int count = 0; count < WithinTypeWhitening.MINIMUM_PICTURES; count++) {
            LinearMap map = WithinTypeWhitening.learn(random(count, 2, "burr", "hole"), 2);
            assertThat(map.mean()).containsExactly(0, 0);
            assertThat(map.triangle()).isEmpty();
        }
        assertThat(WithinTypeWhitening.learn(random(6, 2, "burr", "hole"), 2).triangle())
                .hasSize(3);
    }

    /** No variance anywhere: what equals them is like nothing, everything else still has a direction. */
    @Test
    void staysFiniteWhereAllPicturesAreEqual() {
        List<Example> equal = IntStream.range(0, 10)
                .mapToObj(i -> new Example("burr", Specimens.embedding(0.25, 0.5, -1)))
                .toList();

        LinearMap map = WithinTypeWhitening.learn(equal, 3);

        assertThat(map.unit(equal.get(0).embedding())).containsExactly(0, 0, 0);
        assertThat(map.unit(Specimens.embedding(0.25, 0.75, -1))).containsExactly(0, 1, 0);
        assertThat(Specimens.length(map.unit(Specimens.embedding(3e38, -3e38, 3e38))))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void staysFiniteForTheLargestEmbeddings() {
        List<Example> large = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double sign = i % 2 == 0 ? 1 : -1;
            large.add(new Example(i % 3 == 0 ? "burr" : "hole", Specimens.embedding(sign * 3e38, i * 1e37, 1)));
        }

        LinearMap map = WithinTypeWhitening.learn(large, 3);

        for (Example example : large) {
            assertThat(Specimens.length(map.unit(example.embedding()))).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void centresAndNoMoreWhereThereAreTooManyDimensions() {
        int dimension = WithinTypeWhitening.MAXIMUM_DIMENSION + 1;
        List<Example> examples = random(8, dimension, "burr", "hole");

        LinearMap map = WithinTypeWhitening.learn(examples, dimension);

        assertThat(map.triangle()).isEmpty();
        double sum = 0;
        for (Example example : examples) {
            sum += example.embedding().values()[dimension - 1];
        }
        assertThat((double) map.mean()[dimension - 1]).isCloseTo(sum / 8, within(1e-6));
    }

    @Test
    void learnsFromFourThousandAtEqualDistances() {
        List<Example> all = random(10_000, 2, "burr", "hole", "crack");
        List<Example> taken =
                IntStream.range(0, 4_000).mapToObj(i -> all.get(i * 5 / 2)).toList();

        LinearMap map = WithinTypeWhitening.learn(all, 2);
        LinearMap expected = WithinTypeWhitening.learn(taken, 2);

        assertThat(map.mean()).isEqualTo(expected.mean());
        assertThat(map.triangle()).isEqualTo(expected.triangle());
        assertThat(map.mean())
                .isNotEqualTo(
                        WithinTypeWhitening.learn(all.subList(0, 4_000), 2).mean());
    }

    @Test
    void isTheSameBitForBitEachTime() {
        List<Example> examples = random(50, 33, "burr", "hole", "crack");

        LinearMap first = WithinTypeWhitening.learn(examples, 33);
        LinearMap second = WithinTypeWhitening.learn(List.copyOf(examples), 33);

        assertThat(second.mean()).isEqualTo(first.mean());
        assertThat(second.triangle()).isEqualTo(first.triangle());
    }
}
