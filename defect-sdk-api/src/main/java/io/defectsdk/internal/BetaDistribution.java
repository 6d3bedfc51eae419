package io.defectsdk.internal;

/**
 * The beta distribution with whole-numbered parameters: how the share of a population beyond the k-th of n scores is
 * distributed (David and Nagaraja, Order Statistics, 2003, section 2.3). Immutable.
 */
public final class BetaDistribution {
    private static final int MAX_TERMS = 10_000;
    private static final double SMALLEST = 1e-300;

    private final int a;
    private final int b;
    private final double logBeta;

    /** With both parameters at least 1. */
    public BetaDistribution(int a, int b) {
        if (a < 1 || b < 1) {
            throw new IllegalArgumentException("the parameters must be at least 1, but are " + a + " and " + b);
        }
        this.a = a;
        this.b = b;
        this.logBeta = logBeta(a, b);
    }

    /** ln B(a, b) = −ln(m · C(a + b − 1, m)) with m the smaller of the two. */
    private static double logBeta(int a, int b) {
        int m = Math.min(a, b);
        double sum = StrictMath.log(m);
        for (int i = 1; i <= m; i++) {
            sum += StrictMath.log((a + b - m - 1.0 + i) / i);
        }
        return -sum;
    }

    /** The share of the distribution at or below {@code x}: the regularized incomplete beta function. */
    public double cumulative(double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        // StrictMath: the same recipe, bit for bit, on every platform
        double front = StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log1p(-x) - logBeta);
        return x < (a + 1.0) / (a + b + 2.0)
                ? front * continuedFraction(a, b, x) / a
                : 1 - front * continuedFraction(b, a, 1 - x) / b;
    }

    /** DLMF 8.17.22, by the method of Lentz (Thompson and Barnett, J. Comput. Phys. 64, 1986). */
    private static double continuedFraction(double p, double q, double x) {
        double c = 1;
        double d = 1 / away(1 - (p + q) * x / (p + 1));
        double fraction = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (q - m) * x / ((p + 2 * m - 1) * (p + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= d * c;
            double odd = -(p + m) * (p + q + m) * x / ((p + 2 * m) * (p + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double change = d * c;
            fraction *= change;
            if (Math.abs(change - 1) < 1e-15) {
                return fraction;
            }
        }
        throw new IllegalStateException("the incomplete beta function of " + p + ", " + q + " at " + x
                + " has not converged in " + MAX_TERMS + " terms");
    }

    private static double away(double value) {
        return Math.abs(value) < SMALLEST ? SMALLEST : value;
    }

    /** The {@code x} up to which this share of the distribution lies. */
    public double quantile(double share) {
        double low = 0;
        double high = 1;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return high;
            }
            if (cumulative(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
