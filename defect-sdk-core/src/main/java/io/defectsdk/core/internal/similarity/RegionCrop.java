package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.picture.Reduction;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;

/** A region with its surroundings, which say as much about a defect as the region itself. */
final class RegionCrop {
    /** The crop's sides as multiples of the region's. */
    static final double CONTEXT = 1.5;

    /** In pixels: a smaller crop, made larger, would be all blur. */
    static final int MINIMUM_SIDE = 64;

    /** What is done, as a space's hash has it. */
    static final String RULE = "crop, context " + CONTEXT + ", at least " + MINIMUM_SIDE;

    private RegionCrop() {}

    /**
     * The box around a region, of its aspect as far as the least side lets it, moved and cut to lie in the picture.
     *
     * @throws IllegalArgumentException if the region does not lie in the picture
     */
    static Box around(Box region, int width, int height) {
        if (region.x() < 0
                || region.y() < 0
                || region.width() > width - region.x()
                || region.height() > height - region.y()) {
            throw new IllegalArgumentException("the region " + region.width() + "x" + region.height() + " at ("
                    + region.x() + ", " + region.y() + ") does not lie in a picture of " + width + "x" + height);
        }
        int cropWidth = side(region.width(), width);
        int cropHeight = side(region.height(), height);
        int left = within(region.x() + region.width() / 2.0 - cropWidth / 2.0, width - cropWidth);
        int top = within(region.y() + region.height() / 2.0 - cropHeight / 2.0, height - cropHeight);
        return new Box(left, top, cropWidth, cropHeight);
    }

    private static int side(int ofRegion, int ofPicture) {
        return (int) Math.min(ofPicture, Math.max(MINIMUM_SIDE, Math.ceil(ofRegion * CONTEXT)));
    }

    private static int within(double start, int last) {
        return (int) Math.max(0, Math.min(last, Math.round(start)));
    }

    /** The pixels around a region, 8 bits a sample. */
    static PixelImage of(PixelImage picture, Box region) {
        Box crop = around(region, picture.width(), picture.height());
        return Reduction.of(picture, crop, crop.width(), crop.height());
    }
}
