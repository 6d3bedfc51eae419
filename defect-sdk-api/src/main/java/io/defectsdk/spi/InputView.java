package io.defectsdk.spi;

/** How a picture is brought to the square that a backbone sees. Immutable. */
public sealed interface InputView {
    /** Side of the square in pixels. */
    int size();

    /** Where the square lies for a picture of this size in pixels. */
    Placement of(int width, int height);

    /** The whole picture, resized to the square. */
    static InputView whole(int size) {
        return new Part(size, size, size, 0, 0);
    }

    /** The middle of a picture whose shorter side is resized to {@code cropFrom} pixels; 0: the whole of it. */
    static InputView cropped(int size, int cropFrom) {
        return cropFrom == 0 ? whole(size) : new Middle(size, cropFrom);
    }

    /**
     * The middle of the picture: it is resized, its aspect kept, and the square is cut out.
     *
     * @param size side of the square in pixels
     * @param shorterSide of the resized picture in pixels, at least {@code size}
     */
    record Middle(int size, int shorterSide) implements InputView {
        /** Checks that the square fits into what it is cut from. */
        public Middle {
            if (shorterSide < size) {
                throw new IllegalArgumentException("a square of " + size
                        + " pixels cannot be cut from a picture whose shorter side has " + shorterSide);
            }
        }

        @Override
        public Placement of(int width, int height) {
            // as torchvision's Resize and CenterCrop round: the longer side down, half a pixel of offset to even
            int resizedWidth = width <= height ? shorterSide : (int) ((long) shorterSide * width / height);
            int resizedHeight = height <= width ? shorterSide : (int) ((long) shorterSide * height / width);
            int left = (int) Math.rint((resizedWidth - size) / 2.0);
            int top = (int) Math.rint((resizedHeight - size) / 2.0);
            return new Placement(resizedWidth, resizedHeight, left, top, size);
        }
    }

    /**
     * A part of the picture: it is resized both ways, and the square is cut out.
     *
     * @param size side of the square in pixels
     * @param width of the resized picture
     * @param height of the resized picture
     * @param left columns before the square
     * @param top rows above the square
     */
    record Part(int size, int width, int height, int left, int top) implements InputView {
        /** Checks that the square lies in the resized picture. */
        public Part {
            if (left < 0 || top < 0 || left > width - size || top > height - size) {
                throw new IllegalArgumentException("a square of " + size + " pixels at " + left + ", " + top
                        + " does not lie in a picture of " + width + "x" + height);
            }
        }

        @Override
        public Placement of(int pictureWidth, int pictureHeight) {
            return new Placement(width, height, left, top, size);
        }
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
    record Placement(int width, int height, int left, int top, int size) {}
}
