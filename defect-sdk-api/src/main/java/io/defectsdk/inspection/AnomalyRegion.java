package io.defectsdk.inspection;

/**
 * A connected area (8-neighbourhood) of a picture whose scores are above the recipe's {@linkplain
 * io.defectsdk.deployment.RecipeSummary#regionThreshold() region threshold}; or the highest pixel alone, where none is. A part
 * that is not OK has at least one. Immutable.
 *
 * @param box the smallest box around it, in upright picture pixels
 * @param area number of pixels
 * @param peakX column of its highest score
 * @param peakY row of its highest score
 * @param peakScore its highest raw anomaly score
 */
public record AnomalyRegion(Box box, long area, int peakX, int peakY, double peakScore) {}
