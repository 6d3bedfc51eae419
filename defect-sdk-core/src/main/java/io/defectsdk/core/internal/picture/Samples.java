package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;

/** A picture in the making, sample by sample in the order in which it stores them. Confined to one thread. */
final class Samples {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] eightBit;
    private final short[] sixteenBit;
    private int count;

    Samples(int width, int height, int channels, int bitDepth) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        int samples = width * height * channels;
        eightBit = new byte[bitDepth == 8 ? samples : 0];
        sixteenBit = new short[bitDepth == 8 ? 0 : samples];
    }

    void add(int sample) {
        if (eightBit.length > 0) {
            eightBit[count++] = (byte) sample;
        } else {
            sixteenBit[count++] = (short) sample;
        }
    }

    PixelImage picture() {
        return eightBit.length > 0
                ? PixelImage.ofBytes(width, height, channels, eightBit)
                : PixelImage.ofShorts(width, height, channels, sixteenBit);
    }
}
