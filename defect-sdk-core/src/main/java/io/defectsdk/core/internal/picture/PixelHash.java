package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Hash of a picture that never was a file: of its shape, and of its pixels row by row. */
final class PixelHash {
    private PixelHash() {}

    static String of(PixelImage picture) {
        MessageDigest digest = Sha256.digest();
        digest.update((picture.width() + "x" + picture.height() + "x" + picture.channels() + "x" + picture.bitDepth())
                .getBytes(StandardCharsets.US_ASCII));
        float[] row = new float[3 * picture.width()];
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
        for (int y = 0; y < picture.height(); y++) {
            picture.copyRow(y, row);
            bytes.clear();
            bytes.asFloatBuffer().put(row);
            digest.update(bytes.limit(bytes.capacity()));
        }
        return Sha256.hex(digest.digest());
    }
}
