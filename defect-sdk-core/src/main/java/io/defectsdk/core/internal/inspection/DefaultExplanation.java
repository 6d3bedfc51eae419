package io.defectsdk.core.internal.inspection;

import io.defectsdk.core.internal.render.PatchComparison;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.OkPatch;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** See {@link Explanation}. */
record DefaultExplanation(
        AnomalyRegion region,
        Box patch,
        double distance,
        double calibratedDistance,
        OkPatch nearest,
        PatchComparison comparison)
        implements Explanation {
    @Override
    public BufferedImage okPicture() {
        return view().toBufferedImage();
    }

    @Override
    public double okPictureScale() {
        return (double) view().width() / nearest.pictureWidth();
    }

    private PixelImage view() {
        return comparison.ok().picture();
    }

    @Override
    public BufferedImage sideBySide() {
        return comparison.draw();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "distance %.3f (%.2f times the NG threshold) from the %s",
                distance,
                calibratedDistance,
                nearest);
    }
}
