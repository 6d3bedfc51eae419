package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Verdict;
import io.defectsdk.internal.Checks;
import java.util.HashMap;
import java.util.Map;

/**
 * Which inspected pictures are kept, by product. Immutable.
 *
 * <p>At 20 pictures a second of 100 kB, keeping all takes 170 GB a day, wherever {@link Storage} is; so none is kept unless the
 * host says so. {@link #recommended()} keeps NG and REVIEW and one in a hundred of the OK ones.
 */
public final class PictureRetention {
    private final Rule fallback;
    private final Map<String, Rule> byProduct;

    private PictureRetention(Rule fallback, Map<String, Rule> byProduct) {
        this.fallback = requireNonNull(fallback, "rule");
        this.byProduct = Map.copyOf(byProduct);
    }

    /** One rule for every product. */
    public static PictureRetention of(Rule rule) {
        return new PictureRetention(rule, Map.of());
    }

    /** No picture of any product. */
    public static PictureRetention none() {
        return of(Rule.none());
    }

    /** NG, REVIEW and 1 % of the OK pictures of every product. */
    public static PictureRetention recommended() {
        return of(Rule.ngAndReview().withOkSample(0.01));
    }

    /** The same, with a rule of its own for one product. */
    public PictureRetention with(String productCode, Rule rule) {
        Map<String, Rule> rules = new HashMap<>(byProduct);
        rules.put(requireNonNull(productCode, "productCode"), requireNonNull(rule, "rule"));
        return new PictureRetention(fallback, rules);
    }

    /** The rule for a product. */
    public Rule rule(String productCode) {
        return byProduct.getOrDefault(productCode, fallback);
    }

    /**
     * What is kept of one product's pictures.
     *
     * @param ng whether NG pictures are kept
     * @param review whether REVIEW pictures are kept
     * @param okSample share of the OK pictures that is kept, 0 to 1; which ones follows from the picture's hash, so
     *     that the same picture is kept or not wherever it is inspected
     */
    public record Rule(boolean ng, boolean review, double okSample) {
        /** Checks the range. */
        public Rule {
            Checks.inRange(okSample, "okSample", 0, 1);
        }

        /** Every picture. */
        public static Rule all() {
            return new Rule(true, true, 1);
        }

        /** No picture. */
        public static Rule none() {
            return new Rule(false, false, 0);
        }

        /** NG and REVIEW pictures, no OK ones. */
        public static Rule ngAndReview() {
            return new Rule(true, true, 0);
        }

        /** The same with a share of the OK pictures, 0 to 1. */
        public Rule withOkSample(double share) {
            return new Rule(ng, review, share);
        }

        /**
         * Whether a picture is kept.
         *
         * @param verdict its verdict
         * @param sha256 its SHA-256 in lower-case hexadecimal, 64 characters
         */
        public boolean keeps(Verdict verdict, String sha256) {
            return switch (verdict) {
                case NG -> ng;
                case REVIEW -> review;
                // 32 bits of the hash as a number in [0, 1): uniform, and the same on every machine
                case OK -> Long.parseLong(sha256.substring(0, 8), 16) / (double) (1L << 32) < okSample;
            };
        }
    }
}
