package io.defectsdk.inspection;

import io.defectsdk.account.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is recorded of an inspection. Immutable.
 *
 * @param id made by the SDK before anything is written, ordered by time (UUID version 7)
 * @param inspectedAt when it began, to the microsecond
 * @param productCode the product
 * @param recipe the recipe that judged it
 * @param picture the picture
 * @param scoring score and thresholds; the verdict follows from them
 * @param regions anomalous regions, highest peak first; empty when the verdict is OK
 * @param timings how long each step took, to the microsecond
 * @param actor who asked for it, if the host said
 * @param partId the host's own number of the part, if it gave one
 * @param libraryVersion which release of the SDK judged it
 */
public record InspectionRecord(
        UUID id,
        Instant inspectedAt,
        String productCode,
        RecipeRef recipe,
        PictureRef picture,
        Scoring scoring,
        List<AnomalyRegion> regions,
        StepTimings timings,
        Optional<Actor> actor,
        Optional<String> partId,
        String libraryVersion) {
    /** Copies the regions. */
    public InspectionRecord {
        regions = List.copyOf(regions);
    }
}
