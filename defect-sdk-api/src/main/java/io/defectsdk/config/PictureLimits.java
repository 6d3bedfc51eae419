package io.defectsdk.config;

import io.defectsdk.internal.Checks;

/**
 * What a picture may be at most and must be at least; checked from the file's size and header before memory is taken.
 *
 * @param maxBytes size of an encoded picture in bytes, 1 to 2^30
 * @param maxPixels width times height, 256 to 2^29
 * @param minSide shorter side in pixels, at least 1
 */
public record PictureLimits(long maxBytes, long maxPixels, int minSide) {
    /** Checks the ranges. */
    public PictureLimits {
        Checks.inRange(maxBytes, "maxBytes", 1, 1L << 30);
        Checks.inRange(maxPixels, "maxPixels", 256, 1L << 29);
        Checks.inRange(minSide, "minSide", 1, 1 << 15);
    }

    /** 50 MB (50 × 2^20 bytes), 64 million pixels, shorter side at least 16. */
    public static PictureLimits defaults() {
        return new PictureLimits(50L << 20, 64_000_000, 16);
    }
}
