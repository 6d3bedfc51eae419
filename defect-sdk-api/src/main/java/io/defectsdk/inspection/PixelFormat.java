package io.defectsdk.inspection;

/** How a camera lays out its pixels. */
public enum PixelFormat {
    /** One byte a pixel, grey. */
    MONO8(1),
    /** Two bytes a pixel, little-endian, grey; fewer than 16 bits may be significant (10 or 12 as a rule). */
    MONO16(2),
    /** Three bytes a pixel: red, green, blue. */
    RGB8(3),
    /** Three bytes a pixel: blue, green, red. */
    BGR8(3);

    private final int bytesPerPixel;

    PixelFormat(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    /** Bytes a pixel takes: 1, 2 or 3. */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }
}
