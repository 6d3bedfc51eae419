package io.defectsdk.inspection;

import java.awt.image.BufferedImage;

/**
 * Why a region stands out: its most anomalous patch, and beside it what a recipe knows from its OK pictures that comes nearest to it. A
 * patch is a cell of the grid on which the backbone sees a picture; its distance is that of its embedding to the nearest vector of the
 * memory bank (Roth et al., Towards Total Recall in Industrial Anomaly Detection, CVPR 2022), and each vector of the bank was such a patch
 * of an OK picture. Immutable and thread-safe; it holds the inspected picture and the OK picture made small.
 */
public interface Explanation {
    /** The region that is explained. */
    AnomalyRegion region();

    /**
     * The patch with the greatest distance of those that meet the region, the first of several, in the inspected picture's pixels. What
     * the backbone took it from reaches some way beyond.
     */
    Box patch();

    /** The patch's Euclidean distance to {@link #nearest()} in the space of embeddings, 0 and up. */
    double distance();

    /**
     * The patch's distance on the scale of the recipe's thresholds, as a multiple of the NG threshold: what it brings to the map before
     * that is blurred. For orientation: the verdict rests on map and score rule, so that one patch of a part that is OK may lie above 1.
     */
    double calibratedDistance();

    /** The OK patch that is nearest to it. Of the bank's vectors, that is: the bank is a selection of all OK patches. */
    OkPatch nearest();

    /**
     * The whole OK picture as the recipe keeps it: made small, as JPEG, no smaller than the backbone sees it where it sees it largest,
     * all tiles together; or less where it was smaller or the recipe has very many OK pictures. A new image at each call.
     */
    BufferedImage okPicture();

    /** Pixels of {@link #okPicture()} for one of the OK picture itself, above 0 and up to 1. */
    double okPictureScale();

    /**
     * Both patches with their surroundings, three patches to each side, at the same magnification: left the inspected one, with a cross
     * and outlined in red; beside it the OK one, with a tick and in green; right of them the two whole pictures, the inspected one above,
     * with what is shown of them outlined. No text is drawn. 918 × 360 pixels, of which each patch's field takes 360 × 360, with 12 between
     * fields. A new image at each call.
     */
    BufferedImage sideBySide();
}
