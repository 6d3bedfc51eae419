package io.defectsdk.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSummaryTest {
    private static final VoteCalibration NONE = new VoteCalibration(5, 0.8, -1, 0, 0, 0, List.of());

    private static IndexSummary summary(
            int dimension, int pictures, int drawn, int derived, double share, int skipped, List<SkippedPicture> list) {
        return new IndexSummary(
                "lite0",
                "ab".repeat(32),
                Framing.STRETCH,
                dimension,
                pictures,
                drawn,
                derived,
                NONE,
                NONE,
                share,
                skipped,
                list);
    }

    @ParameterizedTest
    @CsvSource({
        "dimension,       0, 1, 1, 1, 0.5, 0",
        "dimension,       65537, 1, 1, 1, 0.5, 0",
        "pictures,        8, -1, 1, 1, 0.5, 0",
        "drawnRegions,    8, 1, -1, 1, 0.5, 0",
        "derivedRegions,  8, 1, 1, -1, 0.5, 0",
        "wholeShare,      8, 1, 1, 1, 1.5, 0",
        "wholeShare,      8, 1, 1, 1, NaN, 0",
        "skippedPictures, 8, 1, 1, 1, 0.5, -1",
    })
    void refusesFiguresOutOfRange(
            String named, int dimension, int pictures, int drawn, int derived, double share, int skipped) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> summary(dimension, pictures, drawn, derived, share, skipped, List.of()))
                .withMessageStartingWith(named + " must be in [");
    }

    @Test
    void copiesTheSkippedPictures() {
        List<SkippedPicture> skipped = new ArrayList<>(List.of(new SkippedPicture(1, "a.png", "no picture")));
        IndexSummary summary = summary(8, 1, 0, 0, 0, 1, skipped);
        skipped.clear();

        assertThat(summary.skipped()).hasSize(1);
    }
}
