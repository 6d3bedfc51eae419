package io.defectsdk.examples.quickstart.report;

import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.OkPatch;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** An explanation by an OK picture of this name. */
record FakeExplanation(String pictureName) implements Explanation {
    private static final Box BOX = new Box(8, 8, 8, 8);

    @Override
    public AnomalyRegion region() {
        return new AnomalyRegion(BOX, 64, 10, 10, 30);
    }

    @Override
    public Box patch() {
        return BOX;
    }

    @Override
    public double distance() {
        return 7.25;
    }

    @Override
    public double calibratedDistance() {
        return 1.5;
    }

    @Override
    public OkPatch nearest() {
        return new OkPatch("ef".repeat(32), Optional.of(pictureName), 96, 64, BOX);
    }

    @Override
    public BufferedImage okPicture() {
        return new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public double okPictureScale() {
        return 0.5;
    }

    @Override
    public BufferedImage sideBySide() {
        return new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
    }
}
