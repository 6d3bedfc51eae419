package io.defectsdk.deployment;

import io.defectsdk.inspection.Preprocessing;
import java.util.List;

/**
 * What a recipe is made of, in figures. Immutable.
 *
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file
 * @param layers whose features are joined
 * @param inputSize side in pixels to which a picture is resized
 * @param preprocessing what is done to pixels first
 * @param okPictures OK pictures it was taught from
 * @param patches patch embeddings of all of them
 * @param bankVectors vectors in the memory bank
 * @param dimension length of a vector
 * @param coverRadius largest Euclidean distance from a patch to the nearest bank vector
 * @param calibration how the thresholds were found
 * @param imageThreshold where on the calibrated scale NG begins; 1: where the calibration puts it
 * @param pixelThreshold where on the calibrated scale a pixel belongs to a region
 */
public record RecipeSummary(
        String backbone,
        String backboneSha256,
        List<String> layers,
        int inputSize,
        Preprocessing preprocessing,
        int okPictures,
        int patches,
        int bankVectors,
        int dimension,
        double coverRadius,
        Calibration calibration,
        double imageThreshold,
        double pixelThreshold) {
    /** Copies the layers. */
    public RecipeSummary {
        layers = List.copyOf(layers);
    }

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
