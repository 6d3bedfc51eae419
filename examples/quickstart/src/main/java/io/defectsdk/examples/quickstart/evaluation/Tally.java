package io.defectsdk.examples.quickstart.evaluation;

import io.defectsdk.inspection.Verdict;

/**
 * How often each verdict fell on the parts of one kind: a row of the confusion table. Immutable.
 *
 * @param truth the kind
 * @param ok parts called OK
 * @param review parts called REVIEW
 * @param ng parts called NG
 */
public record Tally(Truth truth, int ok, int review, int ng) {
    /** All parts of this kind. */
    public int total() {
        return ok + review + ng;
    }

    /** Parts with this verdict. */
    public int of(Verdict verdict) {
        return switch (verdict) {
            case OK -> ok;
            case REVIEW -> review;
            case NG -> ng;
        };
    }

    /** Parts with this verdict as a share of all, 0 to 1; 0 when there are none. */
    public double share(Verdict verdict) {
        return total() == 0 ? 0 : (double) of(verdict) / total();
    }
}
