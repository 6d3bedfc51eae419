package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.similarity.SimilarityQuery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedFiltersTest {
    private static final SimilarityQuery WORDS = SimilarityQuery.words("prod1", "긁힘 \"deep\"");

    @Test
    void tellsOnlyWhatWasAskedFor() {
        assertThat(RecordedFilters.json(WORDS)).isEqualTo("{\"words\":\"긁힘 \\\"deep\\\"\"}");
    }

    @Test
    void tellsAllFilters() {
        SimilarityQuery query = WORDS.alsoIn("prod3", "prod2", "prod1")
                .ofTypes("hole", "burr")
                .registeredFrom(Instant.parse("2026-01-01T00:00:00Z"))
                .registeredBefore(Instant.parse("2026-02-01T00:00:00Z"))
                .where(picture -> true)
                .withoutNearDuplicates();

        assertThat(RecordedFilters.json(query))
                .isEqualTo("{\"products\":[\"prod1\",\"prod2\",\"prod3\"],\"defect_codes\":[\"burr\",\"hole\"],"
                        + "\"registered_from\":\"2026-01-01T00:00:00Z\",\"registered_before\":\"2026-02-01T00:00:00Z\","
                        + "\"custom\":true,\"near_duplicates\":false,\"words\":\"긁힘 \\\"deep\\\"\"}");
    }
}
