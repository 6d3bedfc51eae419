package io.defectsdk.inspection;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The result of an inspection. Immutable and thread-safe; it holds the decoded {@link #picture()}, so do not collect
 * results of large pictures. For {@link Inspector#explain} it also holds eight bytes a patch, and the recipe that judged: that one stays in
 * memory, with its bank, as long as a result of it is held, even when a newer one is active.
 */
public interface Inspection {
    /** Everything that is recorded of it. */
    InspectionRecord record();

    /** Its id, known whether or not it could be recorded. */
    default UUID id() {
        return record().id();
    }

    /** The product. */
    default String productCode() {
        return record().productCode();
    }

    /** OK, REVIEW or NG. */
    default Verdict verdict() {
        return record().scoring().verdict();
    }

    /** Raw image score, 0 and up, unbounded; see {@link Scoring}. */
    default double anomalyScore() {
        return record().scoring().anomalyScore();
    }

    /** The raw score as a multiple of the NG threshold: 1.0 at the threshold, unclamped. */
    default double calibratedScore() {
        return record().scoring().calibratedScore();
    }

    /** Score and thresholds. */
    default Scoring scoring() {
        return record().scoring();
    }

    /** Anomalous regions, highest peak first; empty when the verdict is OK. */
    default List<AnomalyRegion> regions() {
        return record().regions();
    }

    /** How long each step took. */
    default StepTimings timings() {
        return record().timings();
    }

    /** The picture that was judged: decoded and upright, before the recipe's preprocessing. */
    PixelImage picture();

    /** Raw anomaly scores in the picture's own pixels. */
    AnomalyMap anomalyMap();

    /**
     * The anomaly map in colours, as wide as the picture, on a scale fixed by the recipe: dark blue up to half
     * the NG threshold, yellow at the threshold, red from twice the threshold on. Below the picture's rows
     * stands the scale, with the threshold marked in its middle. A new image at each call.
     */
    BufferedImage heatMap();

    /**
     * The anomaly map as a 16-bit grey picture on a scale fixed by the recipe, for other programs to read: {@link AnomalyMap#GREY_UNIT} is
     * the NG threshold; see {@link AnomalyMap#toGrey}. A new image at each call.
     */
    default BufferedImage greyMap() {
        return anomalyMap().toGrey(scoring().ngThreshold());
    }

    /**
     * The picture with the heat laid over it where it is above what good parts show, and each region outlined;
     * dashed, the outline of the recipe's area. A new
     * image at each call.
     */
    BufferedImage overlay();

    /**
     * Whether the record is known to be in the database. False says that nobody waited for it any longer: a write that
     * was under way then may still have ended well, so look with {@link Inspector#find} before counting it as lost.
     */
    boolean recorded();

    /** Why {@link #recorded()} is false. */
    Optional<String> notRecordedReason();

    /** Why picture storage did not keep a picture that the retention rule wants kept; empty when all went well. */
    Optional<String> notKeptReason();
}
