package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

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
        // answers of equal margins first: one of them alone could pull down what is below
        TreeMap<Double, Pool> byMargin = new TreeMap<>();
        for (Answer answer : answers) {
            double margin = answer.margin() + 0.0; // of both zeros the positive one
            byMargin.merge(margin, new Pool(margin, answer.right() ? 1 : 0, 1), Pool::with);
        }
        Deque<Pool> pools = new ArrayDeque<>();
        for (Pool next : byMargin.values()) {
            Pool pool = next;
            while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                pool = pools.removeLast().with(pool);
            }
            pools.addLast(pool);
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
