package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import java.util.Optional;

/**
 * Does to a picture what {@link Preprocessing} says: in whole numbers alone, so that every machine gives the same samples, and
 * in time linear in the pixels.
 */
public final class Preprocessor {
    private Preprocessor() {}

    /** The picture as a backbone is to see it; the same object where nothing is to be done. */
    public static PixelImage apply(Preprocessing steps, PixelImage picture) {
        PixelImage result = steps.grayscale() ? grey(picture) : picture;
        result = steps.contrast() ? toned(result, ToneCurve::stretched) : result;
        return steps.histogram() ? toned(result, ToneCurve::equalised) : result;
    }

    private static PixelImage grey(PixelImage picture) {
        if (picture.channels() == 1) {
            return picture;
        }
        Samples grey = new Samples(picture.width(), picture.height(), 1, picture.bitDepth());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                grey.add(brightness(picture, x, y));
            }
        }
        return grey.picture();
    }

    /** {@code 0.299 R + 0.587 G + 0.114 B}, rounded half up. */
    private static int brightness(PixelImage picture, int x, int y) {
        if (picture.channels() == 1) {
            return picture.sample(x, y, 0);
        }
        return (299 * picture.sample(x, y, 0) + 587 * picture.sample(x, y, 1) + 114 * picture.sample(x, y, 2) + 500)
                / 1000;
    }

    /** Finds a curve from the number of pixels of each brightness. */
    private interface CurveFinder {
        Optional<int[]> find(int[] counts, int pixels);
    }

    private static PixelImage toned(PixelImage picture, CurveFinder finder) {
        int[] counts = new int[1 << picture.bitDepth()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                counts[brightness(picture, x, y)]++;
            }
        }
        return finder.find(counts, picture.width() * picture.height())
                .map(curve -> toned(picture, curve))
                .orElse(picture);
    }

    private static PixelImage toned(PixelImage picture, int[] curve) {
        Samples toned = new Samples(picture.width(), picture.height(), picture.channels(), picture.bitDepth());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int brightness = brightness(picture, x, y);
                if (picture.channels() == 1) {
                    toned.add(curve[brightness]);
                } else {
                    addScaled(toned, picture, x, y, brightness, curve[brightness]);
                }
            }
        }
        return toned.picture();
    }

    /** Scales a pixel from one brightness to another, or as far as its strongest colour allows. */
    private static void addScaled(Samples toned, PixelImage picture, int x, int y, int from, int to) {
        int red = picture.sample(x, y, 0);
        int green = picture.sample(x, y, 1);
        int blue = picture.sample(x, y, 2);
        int strongest = Math.max(red, Math.max(green, blue));
        int max = (1 << picture.bitDepth()) - 1;
        boolean tooStrong = (long) strongest * to > (long) max * from;
        int multiplier = tooStrong ? max : to;
        // every curve keeps black black
        int divisor = Math.max(1, tooStrong ? strongest : from);
        toned.add(ToneCurve.share(red, divisor, multiplier));
        toned.add(ToneCurve.share(green, divisor, multiplier));
        toned.add(ToneCurve.share(blue, divisor, multiplier));
    }
}
