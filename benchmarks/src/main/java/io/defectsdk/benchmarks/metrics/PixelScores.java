package io.defectsdk.benchmarks.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Scores of the pixels of many pictures, counted and not kept: memory depends on how far scores spread, not on the number of
 * pictures. Scores that agree in their leading 17 binary digits count as equal, which moves an area by at most half the share of
 * pairs that agree so far (some 1e-5 on real maps) and leaves a score of up to 17 digits exact. Confined to one thread.
 */
public final class PixelScores {
    /** A float has 24 binary digits; the bits that are cut off. */
    private static final int CUT = 7;

    private static final int PAGE = 1 << 10;

    /** Pages of steps, by the leading digits of the scores in them. */
    private final Map<Integer, Page> pages = new TreeMap<>((a, b) -> Integer.compare(b, a));

    private long good;
    private long defective;
    private long regions;

    /** None yet. */
    public PixelScores() {}

    private static final class Page {
        private final long[] good = new long[PAGE];
        private final long[] defective = new long[PAGE];
        /** Each region has the same weight 1, shared by its pixels. */
        private final double[] covered = new double[PAGE];
    }

    /**
     * The pixels of one picture.
     *
     * @param scores {@code [height, width]}, row-major, 0 and up
     * @param mask of the same shape: where the picture is defective
     */
    public void add(float[] scores, boolean[] mask, int width, int height) {
        if (scores.length != mask.length || (long) width * height != mask.length) {
            throw new IllegalArgumentException("scores and mask of " + width + "x" + height + " must have "
                    + (long) width * height + " values each, but have " + scores.length + " and " + mask.length);
        }
        ConnectedRegions connected = new ConnectedRegions(mask, width, height);
        for (int i = 0; i < scores.length; i++) {
            if (!(scores[i] >= 0)) {
                throw new IllegalArgumentException("a pixel's score must be 0 or more, but is " + scores[i]);
            }
            // floats from 0 up have the order of their bits; adding 0 turns a negative zero into zero
            int step = Float.floatToIntBits(scores[i] + 0f) >>> CUT;
            Page page = pages.computeIfAbsent(step / PAGE, key -> new Page());
            int place = step % PAGE;
            if (mask[i]) {
                page.defective[place]++;
                page.covered[place] += 1.0 / connected.sizeAt(i);
                defective++;
            } else {
                page.good[place]++;
                good++;
            }
        }
        regions += connected.count();
    }

    /**
     * The probability that a defective pixel scores higher than a good one, a tie counting half.
     *
     * @return 0 to 1; empty when there are no good pixels or no defective ones
     */
    public OptionalDouble auroc() {
        if (good == 0 || defective == 0) {
            return OptionalDouble.empty();
        }
        RankCurve curve = new RankCurve((double) good, (double) defective, 1);
        for (Page page : pages.values()) {
            for (int place = PAGE - 1; place >= 0; place--) {
                curve.add((double) page.good[place], (double) page.defective[place]);
            }
        }
        return OptionalDouble.of(curve.area());
    }

    /**
     * The area under the per-region overlap (Bergmann et al., The MVTec Anomaly Detection Dataset, IJCV 2021): the mean share of a
     * defective region that lies above a threshold, over the share of good pixels that does, up to a limit, divided by that limit.
     *
     * @param limit the share of good pixels up to which it counts; the field's is 0.3
     * @return 0 to 1; empty when there are no good pixels or no defective ones
     */
    public OptionalDouble aupro(double limit) {
        if (good == 0 || defective == 0) {
            return OptionalDouble.empty();
        }
        RankCurve curve = new RankCurve((double) good, (double) regions, limit);
        for (Page page : pages.values()) {
            for (int place = PAGE - 1; place >= 0; place--) {
                curve.add((double) page.good[place], page.covered[place]);
            }
        }
        return OptionalDouble.of(curve.area());
    }
}
