package io.defectsdk.core.internal.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a PNG chunk by chunk, so that a test can say what no writer would. */
public final class PngBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public PngBytes() {
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    }

    public PngBytes header(int width, int height, int bitDepth, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bitDepth)
                        .put((byte) colourType)
                        .array());
    }

    public PngBytes chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        bytes.writeBytes(name);
        bytes.writeBytes(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    /** The head of a chunk that claims to be so long, and nothing after it. */
    public PngBytes chunkThatClaims(String type, int length) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        bytes.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public byte[] end() {
        return chunk("IEND", new byte[0]).bytes.toByteArray();
    }

    public byte[] cutHere() {
        return bytes.toByteArray();
    }

    public static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
