package io.defectsdk.inspection;

/**
 * What is done to a picture's pixels before a backbone sees them, in this order; part of the recipe, so that it is the same
 * when a product is taught and when it is inspected. Immutable. Brightness is {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R
 * BT.601).
 *
 * @param grayscale each pixel becomes its brightness in all three channels
 * @param contrast brightness is stretched linearly, the darkest and the brightest hundredth of the pixels to the ends of the
 *     range; colours keep their proportions
 * @param histogram brightness is spread evenly over the range (histogram equalisation: Gonzalez and Woods, Digital Image
 *     Processing); colours keep their proportions
 */
public record Preprocessing(boolean grayscale, boolean contrast, boolean histogram) {
    /** The picture as it is. */
    public static final Preprocessing NONE = new Preprocessing(false, false, false);
}
