package io.defectsdk.core.internal.inspection;

import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.StepTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records for tests. */
final class Records {
    private Records() {}

    static InspectionRecord ok() {
        return new InspectionRecord(
                UUID.randomUUID(),
                Instant.parse("2026-11-23T01:02:03Z"),
                "prod1",
                new RecipeRef(1, 1, "ab".repeat(32), "backbone", "cd".repeat(32)),
                new PictureRef(Optional.empty(), "ef".repeat(32), 640, 480, Optional.empty()),
                new Scoring(1, 2, 3),
                List.of(),
                new StepTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                "0.1.0");
    }
}
