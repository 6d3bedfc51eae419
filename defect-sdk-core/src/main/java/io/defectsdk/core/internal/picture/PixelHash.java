package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Hash of a picture that never was a file: of its shape ({@code 640x480x1x16}: width, height, channels, bits) and of its
 * samples, row-major, channels interleaved, 16-bit ones little-endian.
 */
final class PixelHash {
    private PixelHash() {}

    static String of(PixelImage picture) {
        MessageDigest digest = Sha256.digest();
        digest.update((picture.width() + "x" + picture.height() + "x" + picture.channels() + "x" + picture.bitDepth())
                .getBytes(StandardCharsets.US_ASCII));
        boolean wide = picture.bitDepth() == 16;
        byte[] row = new byte[picture.width() * picture.channels() * picture.bitDepth() / 8];
        for (int y = 0; y < picture.height(); y++) {
            int at = 0;
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < picture.channels(); channel++) {
                    int sample = picture.sample(x, y, channel);
                    row[at++] = (byte) sample;
                    if (wide) {
                        row[at++] = (byte) (sample >> 8);
                    }
                }
            }
            digest.update(row);
        }
        return Sha256.hex(digest.digest());
    }
}
