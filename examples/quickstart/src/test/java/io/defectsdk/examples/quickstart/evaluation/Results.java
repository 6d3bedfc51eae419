package io.defectsdk.examples.quickstart.evaluation;

import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.StepTimings;
import io.defectsdk.inspection.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Results for tests: REVIEW above 18, NG above 20. */
public final class Results {
    public static final Truth HOLE = Truth.defect("hole", "기공");
    public static final Truth SCRATCH = Truth.defect("scratch", "긁힘");

    private Results() {}

    public static Result result(String name, Truth truth, double score) {
        return result(name, truth, score, 50);
    }

    public static Result result(String name, Truth truth, double score, long millis) {
        return new Result(name, truth, inspection(name, score), true, Duration.ofMillis(millis));
    }

    public static InspectionRecord inspection(String name, double score) {
        Scoring scoring = new Scoring(score, 18, 20);
        List<AnomalyRegion> regions = scoring.verdict() == Verdict.OK
                ? List.of()
                : List.of(new AnomalyRegion(new Box(10, 12, 30, 20), 481, 20, 22, score)
                        .withMillimetresPerPixel(OptionalDouble.of(0.05)));
        return new InspectionRecord(
                new UUID(0, name.hashCode()),
                Instant.parse("2026-11-20T01:02:03Z"),
                "casting",
                new RecipeRef(1, 1, "ab".repeat(32), "lite0", "cd".repeat(32)),
                new PictureRef(Optional.of(name), "ef".repeat(32), 96, 64, Optional.empty()),
                scoring,
                regions,
                new StepTimings(
                        Duration.ofMillis(2), Duration.ofMillis(9), Duration.ofMillis(25), Duration.ofMillis(3)),
                Optional.of(Actor.vouched("tester", Role.WORKER)),
                Optional.empty(),
                "0.1.0");
    }
}
