package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From margins and whether their answers were right to the probability of being right, which rises with the margin: pool adjacent violators
 * (Ayer et al., An Empirical Distribution Function for Sampling with Incomplete Information, 1955; for calibration: Zadrozny and Elkan,
 * 2002).
 */
final class IsotonicRegression {
    private IsotonicRegression() {}

    /** One answer. */
    record Answer(double margin, boolean right) {}

    private record Pool(double from, double right, double count) {
        double mean() {
            return right / count;
        }

        /** With one right and one wrong answer more: a few answers that all were right are no certainty (Laplace). */
        double confidence() {
            return (right + 1) / (count + 2);
        }

        Pool with(Pool higher) {
            return new Pool(from, right + higher.right, count + higher.count);
        }
    }

    /** The steps, rising in both; none for no answers. */
    static List<Step> fit(List<Answer> answers) {
        List<Answer> sorted = answers.stream()
                .sorted(Comparator.comparingDouble(Answer::margin))
                .toList();
        List<Pool> pools = new ArrayList<>();
        for (Answer answer : sorted) {
            Pool pool = new Pool(answer.margin(), answer.right() ? 1 : 0, 1);
            while (!pools.isEmpty()
                    && (pools.get(pools.size() - 1).from() == pool.from()
                            || pools.get(pools.size() - 1).mean() >= pool.mean())) {
                pool = pools.remove(pools.size() - 1).with(pool);
            }
            pools.add(pool);
        }
        List<Step> steps = new ArrayList<>();
        double highest = 0;
        for (Pool pool : pools) { // small pools are pulled down more: it must rise all the same
            highest = Math.max(highest, pool.confidence());
            steps.add(new Step(pool.from(), highest));
        }
        return steps;
    }
}
