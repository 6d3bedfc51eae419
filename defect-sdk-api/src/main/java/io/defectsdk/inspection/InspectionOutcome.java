package io.defectsdk.inspection;

import io.defectsdk.DefectSdkException;
import java.util.Optional;

/**
 * How one of many inspections ended: with a result or a failure. Immutable.
 *
 * @param request what was asked
 * @param inspection the result; empty when it failed
 * @param failure why it failed; empty when it did not
 */
public record InspectionOutcome(
        InspectionRequest request, Optional<Inspection> inspection, Optional<DefectSdkException> failure) {
    /** Checks that there is one of both. */
    public InspectionOutcome {
        if (inspection.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("an outcome is either an inspection or a failure");
        }
    }
}
