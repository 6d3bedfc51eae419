package io.defectsdk.examples.quickstart.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** A linear axis with round ticks. Immutable. */
final class Axis {
    private static final int TICKS = 8;

    private final double low;
    private final double high;
    private final double step;

    private Axis(double low, double high, double step) {
        this.low = low;
        this.high = high;
        this.step = step;
    }

    /** An axis that holds all these values, one at least, with a little air at both ends. */
    static Axis over(DoubleStream values) {
        DoubleSummaryStatistics range = values.summaryStatistics();
        double span = Math.max(range.getMax() - range.getMin(), 1e-6 + Math.abs(range.getMax()) * 1e-3);
        return new Axis(range.getMin() - 0.04 * span, range.getMax() + 0.04 * span, roundStep(span / TICKS));
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least * 0.999_999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value stands: 0 at the low end, 1 at the high one. */
    double position(double value) {
        return (value - low) / (high - low);
    }

    /** Round values within the axis, rising. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long number = (long) Math.ceil(low / step); number * step <= high; number++) {
            ticks.add(number * step);
        }
        return ticks;
    }

    /** A tick with as many decimals as its step needs. */
    String text(double tick) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return Html.format("%." + decimals + "f", tick);
    }
}
