package io.defectsdk.examples.quickstart.evaluation;

import io.defectsdk.inspection.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The outcome of a run. Immutable.
 *
 * @param results inspected parts, in the order of inspection
 * @param skipped pictures that could not be inspected
 */
public record Evaluation(List<Result> results, List<Skipped> skipped) {
    /** Copies the lists. */
    public Evaluation {
        results = List.copyOf(results);
        skipped = List.copyOf(skipped);
    }

    /** Image AUROC, 0 to 1; empty when there are no good parts or no bad ones. */
    public OptionalDouble auroc() {
        return Auroc.of(scores(result -> result.truth().good()), scores(result -> !result.truth()
                .good()));
    }

    private double[] scores(Predicate<Result> which) {
        return results.stream().filter(which).mapToDouble(Result::anomalyScore).toArray();
    }

    /** What the parts are, good ones first, the others in the order in which they first came. */
    public List<Truth> truths() {
        return results.stream()
                .map(Result::truth)
                .distinct()
                .sorted(Comparator.comparing(truth -> !truth.good()))
                .toList();
    }

    /** The verdicts on one kind of part. */
    public Tally tally(Truth truth) {
        return tally(truth, result -> result.truth().equals(truth));
    }

    /** The verdicts on all good parts. */
    public Tally good() {
        return tally(Truth.GOOD, result -> result.truth().good());
    }

    /** The verdicts on all bad parts. */
    public Tally bad() {
        return tally(
                Truth.defect("all defects", "불량 전체"), result -> !result.truth().good());
    }

    private Tally tally(Truth truth, Predicate<Result> which) {
        return new Tally(truth, count(which, Verdict.OK), count(which, Verdict.REVIEW), count(which, Verdict.NG));
    }

    private int count(Predicate<Result> which, Verdict verdict) {
        return (int) results.stream()
                .filter(which)
                .filter(result -> result.verdict() == verdict)
                .count();
    }

    /** Parts with this verdict. */
    public int count(Verdict verdict) {
        return count(result -> true, verdict);
    }

    /** Inspections that are not in the database. */
    public int notRecorded() {
        return (int) results.stream().filter(result -> !result.recorded()).count();
    }

    /**
     * The duration that this share of the inspections did not exceed, in milliseconds.
     *
     * @param share 0 to 1; 0.5 is the median
     */
    public double millis(double share) {
        double[] sorted = results.stream().mapToDouble(Result::millis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }
}
