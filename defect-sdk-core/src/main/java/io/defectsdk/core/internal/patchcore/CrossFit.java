package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Cross-fitting over pictures: they are dealt to folds at random, and each fold is scored against a bank that was chosen from the
 * pictures of the other folds alone (Vovk, Cross-conformal predictors, Annals of Mathematics and Artificial Intelligence 74, 2015). So
 * a picture meets a bank that has never seen it, as a part on the line does, and yet every picture gives a score.
 */
public final class CrossFit {
    /**
     * Enough: with 4 the rates come out as promised, with 2 too low, with 8 as with 4 at twice the cost
     * (docs/decisions/0006-calibration.md).
     */
    public static final int FOLDS = 4;

    private CrossFit() {}

    /**
     * What is fitted and scored; pictures are named by their index.
     *
     * @param <B> the bank
     */
    public interface Steps<B> {
        /** A bank chosen from these pictures and no other. */
        B choose(IntPredicate pictures);

        /** A picture's raw score against the bank. */
        float score(B bank, int picture);
    }

    /**
     * Scores of all pictures, one fold after the other; one bank is held at a time.
     *
     * @param pictures how many there are
     * @param folds at least 2; each picture is a fold of its own when there are fewer
     * @param seed deals the pictures
     */
    public static <B> float[] scores(int pictures, int folds, long seed, Steps<B> steps) {
        int[] foldOf = deal(pictures, folds, seed);
        float[] scores = new float[pictures];
        for (int fold = 0; fold < Math.min(folds, pictures); fold++) {
            int held = fold;
            B bank = steps.choose(picture -> foldOf[picture] != held);
            for (int picture = 0; picture < pictures; picture++) {
                if (foldOf[picture] == held) {
                    scores[picture] = steps.score(bank, picture);
                }
            }
        }
        return scores;
    }

    /**
     * The fold of each picture. Sizes differ by one at most. At random, because pictures come in the order of production, and what was
     * taken in one go is alike.
     */
    static int[] deal(int pictures, int folds, long seed) {
        int[] order = new int[pictures];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = pictures - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] foldOf = new int[pictures];
        for (int i = 0; i < pictures; i++) {
            foldOf[order[i]] = i % folds;
        }
        return foldOf;
    }
}
