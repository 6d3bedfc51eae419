package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.similarity.IsotonicRegression.Answer;
import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsotonicRegressionTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void saysNothingOfNoAnswers() {
        assertThat(IsotonicRegression.fit(List.of())).isEmpty();
    }

    @Test
    void isNeverCertain() {
        List<Answer> right = List.of(new Answer(0.3, true), new Answer(0.1, true), new Answer(0.2, true));

        assertThat(IsotonicRegression.fit(right)).containsExactly(new Step(0.1, 4.0 / 5));
        assertThat(IsotonicRegression.fit(List.of(new Answer(0.3, false)))).containsExactly(new Step(0.3, 1.0 / 3));
    }

    @Test
    void poolsWhatWouldFall() {
        List<Answer> answers = List.of(
                new Answer(0.1, false),
                new Answer(0.2, true),
                new Answer(0.3, false),
                new Answer(0.4, true),
                new Answer(0.5, true));

        assertThat(IsotonicRegression.fit(answers))
                .containsExactly(new Step(0.1, 1.0 / 3), new Step(0.2, 2.0 / 4), new Step(0.4, 3.0 / 4));
    }

    /** Four of five are 5/7; one of one would be 2/3. */
    @Test
    void risesAlsoWhereASmallPoolFollowsALargeOne() {
        List<Answer> answers = new ArrayList<>(List.of(new Answer(0.1, false)));
        for (int i = 0; i < 4; i++) {
            answers.add(new Answer(0.1, true));
        }
        answers.add(new Answer(0.9, true));

        assertThat(IsotonicRegression.fit(answers)).containsExactly(new Step(0.1, 5.0 / 7), new Step(0.9, 5.0 / 7));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheLeastSquaresFitThatRises(long seed) {
        Random random = new Random(seed);
        List<Answer> answers = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            double margin = random.nextInt(15) / 10.0;
            answers.add(new Answer(margin, random.nextDouble() < margin));
        }

        List<Step> steps = IsotonicRegression.fit(answers);

        assertThat(steps)
                .as("seed %d", seed)
                .usingElementComparator(IsotonicRegressionTest::compare)
                .isEqualTo(naive(answers));
        Collections.shuffle(answers, random);
        assertThat(IsotonicRegression.fit(answers))
                .as("seed %d, in any order", seed)
                .isEqualTo(steps);
    }

    private static int compare(Step one, Step other) {
        assertThat(one.confidence()).isCloseTo(other.confidence(), within(1e-12));
        return Double.compare(one.margin(), other.margin());
    }

    /** By the definition: of all means from some margin up to some other, the highest of the lowest. */
    private static List<Step> naive(List<Answer> answers) {
        TreeMap<Double, int[]> byMargin = new TreeMap<>(); // right, count
        for (Answer answer : answers) {
            int[] counts = byMargin.computeIfAbsent(answer.margin(), margin -> new int[2]);
            counts[0] += answer.right() ? 1 : 0;
            counts[1]++;
        }
        List<int[]> counts = List.copyOf(byMargin.values());
        List<Double> margins = List.copyOf(byMargin.keySet());
        TreeMap<Double, int[]> pools = new TreeMap<>(); // by fitted mean: first margin, right, count
        for (int i = 0; i < counts.size(); i++) {
            double highest = 0;
            for (int from = 0; from <= i; from++) {
                double lowest = 1;
                for (int to = i; to < counts.size(); to++) {
                    int right = 0;
                    int count = 0;
                    for (int k = from; k <= to; k++) {
                        right += counts.get(k)[0];
                        count += counts.get(k)[1];
                    }
                    lowest = Math.min(lowest, (double) right / count);
                }
                highest = Math.max(highest, lowest);
            }
            int first = i;
            int[] pool = pools.computeIfAbsent(highest, mean -> new int[] {first, 0, 0});
            pool[1] += counts.get(i)[0];
            pool[2] += counts.get(i)[1];
        }
        List<Step> steps = new ArrayList<>();
        double confidence = 0;
        for (Map.Entry<Double, int[]> pool : pools.entrySet()) {
            confidence = Math.max(confidence, (pool.getValue()[1] + 1.0) / (pool.getValue()[2] + 2));
            steps.add(new Step(margins.get(pool.getValue()[0]), confidence));
        }
        return steps;
    }
}
