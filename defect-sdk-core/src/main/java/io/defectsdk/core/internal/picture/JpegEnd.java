package io.defectsdk.core.internal.picture;

/** Whether a JPEG's data reaches its end: readers fill the rest of a truncated one with grey and say little. */
final class JpegEnd {
    private static final int START_OF_SCAN = 0xDA;

    private JpegEnd() {}

    /** Whether an end-of-image marker follows the first scan. */
    static boolean present(byte[] jpeg) {
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
