package io.defectsdk.benchmarks.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Scores of whole pictures. Confined to one thread. */
public final class ImageScores {
    private record Scored(double score, boolean defective) {}

    private final List<Scored> pictures = new ArrayList<>();

    /** None yet. */
    public ImageScores() {}

    /** One picture. */
    public void add(double score, boolean defective) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a picture's score must be a number, but is NaN");
        }
        pictures.add(new Scored(score, defective));
    }

    /**
     * The probability that a defective picture scores higher than a good one, a tie counting half (Mann and Whitney, 1947).
     *
     * @return 0 to 1; empty when there are no good pictures or no defective ones
     */
    public OptionalDouble auroc() {
        long defective = pictures.stream().filter(Scored::defective).count();
        long good = pictures.size() - defective;
        if (good == 0 || defective == 0) {
            return OptionalDouble.empty();
        }
        List<Scored> sorted = pictures.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        RankCurve curve = new RankCurve((double) good, (double) defective, 1);
        for (int from = 0, to; from < sorted.size(); from = to) {
            int bad = 0;
            for (to = from;
                    to < sorted.size()
                            && sorted.get(to).score() == sorted.get(from).score();
                    to++) {
                bad += sorted.get(to).defective() ? 1 : 0;
            }
            curve.add(to - from - bad, bad);
        }
        return OptionalDouble.of(curve.area());
    }
}
