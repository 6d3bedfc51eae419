package io.defectsdk.spi;

/**
 * How a picture is brought to the square that a backbone sees: the whole of it, resized both ways, or the middle of it. Immutable.
 *
 * @param size side of the square in pixels
 * @param cropFrom 0: the whole picture is resized to the square; else the picture is resized, its aspect kept, so that its shorter
 *     side has this many pixels, at least {@code size}, and the square is cut out of its middle
 */
public record InputView(int size, int cropFrom) {
    /** Checks that the square fits into what it is cut from. */
    public InputView {
        if (cropFrom != 0 && cropFrom < size) {
            throw new IllegalArgumentException("a square of " + size + " pixels cannot be cut from a picture whose"
                    + " shorter side has " + cropFrom);
        }
    }

    /** The whole picture. */
    public static InputView whole(int size) {
        return new InputView(size, 0);
    }

    /** Where the square lies for a picture of this size in pixels. */
    public Placement of(int width, int height) {
        if (cropFrom == 0) {
            return new Placement(size, size, 0, 0, size);
        }
        // as torchvision's Resize and CenterCrop round: the longer side down, half a pixel of offset to even
        int resizedWidth = width <= height ? cropFrom : (int) ((long) cropFrom * width / height);
        int resizedHeight = height <= width ? cropFrom : (int) ((long) cropFrom * height / width);
        int left = (int) Math.rint((resizedWidth - size) / 2.0);
        int top = (int) Math.rint((resizedHeight - size) / 2.0);
        return new Placement(resizedWidth, resizedHeight, left, top, size);
    }

    /**
     * The square within the resized picture, in pixels of that. Immutable.
     *
     * @param width of the resized picture
     * @param height of the resized picture
     * @param left columns before the square
     * @param top rows above the square
     * @param size side of the square
     */
    public record Placement(int width, int height, int left, int top, int size) {}
}
