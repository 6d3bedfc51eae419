package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.ImageFile;
import io.defectsdk.core.internal.picture.Reduction;
import io.defectsdk.core.internal.recipe.OkView;
import io.defectsdk.core.internal.recipe.OkViews;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.util.Collections;

/**
 * Makes OK pictures small: as large as the backbone sees them, their aspect kept. Where that takes more than a picture's share of the
 * bytes that a recipe's views have, smaller. Immutable.
 */
final class OkViewMaker {
    private static final float QUALITY = 0.9f;

    /** More than any JPEG of this quality takes, so that a few pictures are not given room that they cannot use. */
    private static final long BYTES_OF_PIXEL = 2;

    /** A JPEG holds no longer side than 65,500; a panorama needs no longer one than this. */
    private static final int LONGEST_SIDE = 16_384;

    /** Shorter than this a side is not made, whatever it takes: nothing could be told. */
    private static final int SHORTEST_SIDE = 32;

    /** A view that is too large is made so much smaller, again and again: half its pixels. */
    private static final double SHRINK = Math.sqrt(0.5);

    private final Seen seen;
    private final long share;

    /**
     * For a fit.
     *
     * @param seen how large
     * @param pictures of the fit
     */
    OkViewMaker(Seen seen, int pictures) {
        this.seen = seen;
        this.share = share(seen, pictures);
    }

    /**
     * How large a backbone sees a picture.
     *
     * @param width in pixels
     * @param height in pixels
     */
    record Seen(int width, int height) {
        /** Where it sees it largest. */
        static Seen of(PatchCoreOptions options) {
            int largest = Collections.max(options.inputSizes());
            return new Seen(options.tiling().width(largest), options.tiling().height(largest));
        }

        /** How much smaller a picture may become and still show all of that. */
        private double scale(int pictureWidth, int pictureHeight) {
            return Math.max((double) width / pictureWidth, (double) height / pictureHeight);
        }
    }

    /** Bytes that the views of so many pictures take at most, but for those that cannot be made any smaller. */
    static long most(Seen seen, long pictures) {
        return pictures * share(seen, pictures);
    }

    private static long share(Seen seen, long pictures) {
        return Math.min(OkViews.MAX_BYTES / pictures, BYTES_OF_PIXEL * seen.width() * seen.height());
    }

    /** The view of a picture that has this index among the pictures of the fit. */
    OkView of(int index, DecodedPicture picture) {
        PixelImage pixels = picture.pixels();
        int width = pixels.width();
        int height = pixels.height();
        double scale =
                Math.min(1, Math.min(seen.scale(width, height), (double) LONGEST_SIDE / Math.max(width, height)));
        byte[] jpeg = jpeg(pixels, scale);
        while (jpeg.length > share && scale * Math.min(width, height) * SHRINK >= SHORTEST_SIDE) {
            scale *= SHRINK;
            jpeg = jpeg(pixels, scale);
        }
        return new OkView(index, picture.name(), width, height, jpeg);
    }

    private static byte[] jpeg(PixelImage pixels, double scale) {
        Box whole = new Box(0, 0, pixels.width(), pixels.height());
        int width = Math.max(1, (int) Math.round(scale * pixels.width()));
        int height = Math.max(1, (int) Math.round(scale * pixels.height()));
        return ImageFile.jpeg(Reduction.of(pixels, whole, width, height), QUALITY);
    }
}
