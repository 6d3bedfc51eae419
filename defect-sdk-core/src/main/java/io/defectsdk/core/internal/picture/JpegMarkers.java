package io.defectsdk.core.internal.picture;

/**
 * What a JPEG's markers say before it is decoded: whether its data reaches its end (readers fill the rest of a truncated
 * one with grey and say little), and of how many scans it is made.
 */
final class JpegMarkers {
    private static final int START_OF_SCAN = 0xDA;

    private JpegMarkers() {}

    /** Whether an end-of-image marker follows the first scan. */
    static boolean endPresent(byte[] jpeg) {
        int scan = firstScan(jpeg);
        if (scan < 0) {
            return false;
        }
        // cameras may pad the file, so the marker is looked for from the end
        for (int i = jpeg.length - 2; i > scan; i--) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xD9) {
                return true;
            }
        }
        return false;
    }

    /** Scans, counted by their start markers; inside a scan's data no such bytes occur. */
    static int scans(byte[] jpeg) {
        int count = 0;
        for (int i = Math.max(0, firstScan(jpeg)); i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == START_OF_SCAN) {
                count++;
            }
        }
        return count;
    }

    private static int firstScan(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length) {
            if ((jpeg[at] & 0xFF) != 0xFF) {
                return -1;
            }
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == START_OF_SCAN) {
                return at;
            }
            if (marker == 0xFF) {
                at++;
            } else {
                at += 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
            }
        }
        return -1;
    }
}
