package io.defectsdk.deployment;

import java.util.List;

/**
 * What a recipe is made of, in figures. Immutable.
 *
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file
 * @param layers whose features are joined
 * @param inputSize side in pixels to which a picture is resized
 * @param okPictures OK pictures it was taught from
 * @param patches patch embeddings of all of them
 * @param bankVectors vectors in the memory bank
 * @param dimension length of a vector
 * @param coverRadius largest Euclidean distance from a patch to the nearest bank vector
 * @param calibration how the thresholds were found
 */
public record RecipeSummary(
        String backbone,
        String backboneSha256,
        List<String> layers,
        int inputSize,
        int okPictures,
        int patches,
        int bankVectors,
        int dimension,
        double coverRadius,
        Calibration calibration) {
    /** Copies the layers. */
    public RecipeSummary {
        layers = List.copyOf(layers);
    }
}
