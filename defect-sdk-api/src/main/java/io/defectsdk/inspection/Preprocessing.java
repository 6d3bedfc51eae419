package io.defectsdk.inspection;

/**
 * What is done to a picture's pixels before a backbone sees them, in this order; part of the recipe, so that it is the same
 * when a product is taught and when it is inspected. Immutable. Brightness is {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R
 * BT.601), rounded; samples keep their depth of 8 or 16 bits.
 *
 * <p>Where a brightness changes, a pixel's colours are multiplied by the same factor, which is held back where the strongest
 * colour would leave the range.
 *
 * @param grayscale each pixel becomes its brightness, without colour
 * @param contrast brightness is stretched linearly, the darkest and the brightest hundredth of the pixels to the ends of the
 *     range; a picture in which those two have the same brightness stays as it is
 * @param histogram brightness is spread evenly over the range, the darkest to black and the brightest to white (histogram
 *     equalisation: Gonzalez and Woods, Digital Image Processing); a picture of one brightness stays as it is
 */
public record Preprocessing(boolean grayscale, boolean contrast, boolean histogram) {
    /** The picture as it is. */
    public static final Preprocessing NONE = new Preprocessing(false, false, false);
}
