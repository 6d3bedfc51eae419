package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossFitTest {
    /** A bank here is the set of pictures that it was chosen from. */
    private static final class Recording implements CrossFit.Steps<Set<Integer>> {
        private final int pictures;
        private final List<Set<Integer>> banks = new ArrayList<>();
        private final List<Integer> scored = new ArrayList<>();

        Recording(int pictures) {
            this.pictures = pictures;
        }

        @Override
        public Set<Integer> choose(IntPredicate wanted) {
            Set<Integer> bank =
                    IntStream.range(0, pictures).filter(wanted).boxed().collect(Collectors.toSet());
            banks.add(bank);
            return bank;
        }

        @Override
        public float score(Set<Integer> bank, int picture) {
            assertThat(bank).doesNotContain(picture);
            scored.add(picture);
            return picture * 10f + bank.size();
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 4", "9, 4", "50, 4", "11, 2", "3, 5"})
    void scoresEachPictureOnceAgainstABankOfTheOtherFolds(int pictures, int folds) {
        Recording steps = new Recording(pictures);

        float[] scores = CrossFit.scores(pictures, folds, 7, steps);

        assertThat(steps.banks).hasSize(Math.min(folds, pictures));
        assertThat(steps.scored)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, pictures).boxed().toList());
        for (int i = 0; i < pictures; i++) {
            int others = (int) (scores[i] - 10 * i);
            assertThat(others)
                    .isBetween(pictures - (pictures + folds - 1) / folds, pictures - Math.max(1, pictures / folds));
        }
    }

    @Test
    void dealsByTheSeedAlone() {
        assertThat(CrossFit.deal(40, 4, 5)).isEqualTo(CrossFit.deal(40, 4, 5)).isNotEqualTo(CrossFit.deal(40, 4, 6));
    }

    @Test
    void dealsAcrossTheOrderOfProduction() {
        int[] foldOf = CrossFit.deal(400, 4, 1);

        for (int quarter = 0; quarter < 4; quarter++) {
            int[] part = Arrays.copyOfRange(foldOf, 100 * quarter, 100 * (quarter + 1));
            for (int fold = 0; fold < 4; fold++) {
                int wanted = fold;
                assertThat(Arrays.stream(part).filter(found -> found == wanted).count())
                        .isBetween(12L, 40L);
            }
        }
    }
}
