package io.defectsdk.similarity;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * Which defect type the nearest pictures speak for, or that they do not say. Immutable.
 *
 * @param outcome whether there is an answer, and why not
 * @param defectCode the answer; empty: an unknown defect
 * @param confidence estimate of the probability that the type with the largest share is the right one, if the index has the right one at all
 *     (see {@link Outcome#FAR}), 0 to 1, learned by leaving each tenth of the index's pictures out in turn; 0 where nothing could be
 *     learned
 * @param shares the types of the nearest pictures, largest share first; near-duplicates of what was asked with do not vote
 */
public record TypeVote(Outcome outcome, Optional<String> defectCode, double confidence, List<Share> shares) {
    /** How a vote ended. */
    public enum Outcome {
        /** The nearest pictures agree well enough. */
        ANSWERED,
        /**
         * They do not make it sure enough: {@link TypeVote#confidence()} is below what the index asks for, be it that they are of several types, or that
         * pictures so near to each other turned out to be of different types before.
         */
        DISAGREEMENT,
        /** The nearest one is further away than pictures of one type are from each other: perhaps a new kind of defect. */
        FAR,
        /**
         * Nobody knows how far the vote can be trusted: the index holds too few pictures, or only pictures of one type may vote, words were searched
         * for, or several products, or the query asked for types.
         */
        UNCALIBRATED,
        /** There was nobody to vote. */
        NO_NEIGHBOURS
    }

    /**
     * A type's part of a vote. Immutable.
     *
     * @param defectCode the type
     * @param share 0 to 1; all shares together are 1
     */
    public record Share(String defectCode, double share) {
        /** Checks the range. */
        public Share {
            requireNonNull(defectCode, "defectCode");
            Checks.inRange(share, "share", 0, 1);
        }
    }

    /** Copies the shares, and checks the range and that there is an answer where one is said to be. */
    public TypeVote {
        requireNonNull(outcome, "outcome");
        Checks.inRange(confidence, "confidence", 0, 1);
        shares = List.copyOf(shares);
        if (defectCode.isPresent() != (outcome == Outcome.ANSWERED)) {
            throw new IllegalArgumentException("a vote names a type if and only if it was answered, but this one is "
                    + outcome + " with " + defectCode.orElse("none"));
        }
    }
}
