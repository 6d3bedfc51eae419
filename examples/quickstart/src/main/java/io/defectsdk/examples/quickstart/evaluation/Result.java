package io.defectsdk.examples.quickstart.evaluation;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.Verdict;
import java.time.Duration;

/**
 * An inspected part beside the truth about it. Immutable.
 *
 * @param name how the part is called in tables
 * @param truth what it really is
 * @param inspection what was found
 * @param recorded whether that is in the database
 * @param duration from the call to its return, storing included
 */
public record Result(String name, Truth truth, InspectionRecord inspection, boolean recorded, Duration duration) {
    /** Refuses null. */
    public Result {
        requireNonNull(name, "name");
        requireNonNull(truth, "truth");
        requireNonNull(inspection, "inspection");
        requireNonNull(duration, "duration");
    }

    /** The verdict. */
    public Verdict verdict() {
        return inspection.scoring().verdict();
    }

    /** The raw score. */
    public double anomalyScore() {
        return inspection.scoring().anomalyScore();
    }

    /** Whether a good part was called NG (과검). */
    public boolean falseReject() {
        return truth.good() && verdict() == Verdict.NG;
    }

    /** Whether a bad part was called OK (미검). */
    public boolean escape() {
        return !truth.good() && verdict() == Verdict.OK;
    }

    /** Whether the verdict is plainly wrong; REVIEW never is. */
    public boolean wrong() {
        return falseReject() || escape();
    }

    /** The duration in milliseconds. */
    public double millis() {
        return duration.toNanos() / 1e6;
    }
}
