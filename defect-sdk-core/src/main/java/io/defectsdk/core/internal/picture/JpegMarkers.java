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

    /** Segments and fill bytes before the first scan, counted up to it or to where the structure breaks. */
    static int segments(byte[] jpeg) {
        int count = 0;
        for (int at = 2; at >= 0 && at < jpeg.length; at = next(jpeg, at)) {
            count++;
        }
        return count;
    }

    private static int firstScan(byte[] jpeg) {
        int at = 2;
        int next = next(jpeg, at);
        while (next >= 0) {
            at = next;
            next = next(jpeg, at);
        }
        return isScan(jpeg, at) ? at : -1;
    }

    /** Where the segment or fill byte after the one at an offset lies; -1 at a scan and where there is no segment. */
    private static int next(byte[] jpeg, int at) {
        if (at + 4 > jpeg.length || (jpeg[at] & 0xFF) != 0xFF || isScan(jpeg, at)) {
            return -1;
        }
        return (jpeg[at + 1] & 0xFF) == 0xFF ? at + 1 : at + 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
    }

    private static boolean isScan(byte[] jpeg, int at) {
        return at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == START_OF_SCAN;
    }
}
