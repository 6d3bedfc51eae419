package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.deployment.RecipeSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on a category; the field names in the report are these in lower case with underscores. Null where there is
 * nothing to measure by.
 *
 * @param category the folder's name
 * @param imageAuroc by the raw image score
 * @param pixelAuroc by the anomaly map in the picture's own pixels, in the area that the method looks at
 * @param aupro up to 30 % false positives
 * @param bankVectors vectors in the memory bank
 * @param dimension length of one
 * @param coverRadius largest distance from an OK patch to its nearest vector
 * @param fitSeconds from the request to the active recipe
 * @param coresetSeconds of these, choosing the bank
 * @param latencyMsP50 from a file on disk to verdict and map, median over all test pictures, after the rounds to warm up
 * @param latencyMsP99 the same, exceeded by one in a hundred
 * @param falseRejectRate good test pictures above the NG threshold, as a share
 * @param escapeRate defective ones not above it, as a share
 * @param targetFalseRejectRate the rate that the calibration was asked for
 * @param peakRssMb most memory that the process has had resident so far, in MiB
 * @param okPictures taught with
 * @param goodPictures inspected
 * @param defectivePictures inspected
 * @param scores of every picture inspected, in the order of the files' names
 * @param recipe every setting that was used, as the recipe records it
 */
record CategoryReport(
        String category,
        @Nullable Double imageAuroc,
        @Nullable Double pixelAuroc,
        @Nullable Double aupro,
        int bankVectors,
        int dimension,
        double coverRadius,
        double fitSeconds,
        double coresetSeconds,
        double latencyMsP50,
        double latencyMsP99,
        @Nullable Double falseRejectRate,
        @Nullable Double escapeRate,
        double targetFalseRejectRate,
        @Nullable Double peakRssMb,
        int okPictures,
        int goodPictures,
        int defectivePictures,
        List<PictureScore> scores,
        RecipeSummary recipe) {
    CategoryReport {
        scores = List.copyOf(scores);
    }

    /**
     * One picture's score, for comparisons of two runs picture by picture.
     *
     * @param file its name, with the folder that says what it shows
     * @param defective whether that is a defect
     * @param score raw score
     */
    record PictureScore(String file, boolean defective, double score) {}
}
