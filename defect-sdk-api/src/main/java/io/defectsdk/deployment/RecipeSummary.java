package io.defectsdk.deployment;

/**
 * What a recipe is made of, in figures. Immutable.
 *
 * @param method how a picture becomes patch embeddings
 * @param bank the memory bank
 * @param calibration how the thresholds were found
 * @param imageThreshold where on the calibrated scale NG begins; 1: where the calibration puts it
 * @param pixelThreshold where on the calibrated scale a pixel belongs to a region
 */
public record RecipeSummary(
        PatchCoreMethod method,
        BankSummary bank,
        Calibration calibration,
        double imageThreshold,
        double pixelThreshold) {
    /** Raw score above which a person should look. */
    public double reviewThreshold() {
        return imageThreshold * calibration.reviewThreshold();
    }

    /** Raw score above which a part is bad. */
    public double ngThreshold() {
        return imageThreshold * calibration.ngThreshold();
    }

    /** Level of the anomaly map above which a pixel belongs to a region. */
    public double regionThreshold() {
        return pixelThreshold * calibration.ngThreshold();
    }
}
