package io.defectsdk.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Pictures that are quickly made and read, each another one: for tests of many of them, which look at none. */
final class SmallPictures {
    private static final int SIDE = 32;
    private static final int HEADER = 54;

    private SmallPictures() {}

    /** A BMP of 32x32 pixels; the number is in its pixels. */
    static byte[] bmp(int number) {
        int pixels = SIDE * SIDE * 3;
        ByteBuffer file = ByteBuffer.allocate(HEADER + pixels).order(ByteOrder.LITTLE_ENDIAN);
        file.put("BM".getBytes(StandardCharsets.US_ASCII));
        file.putInt(HEADER + pixels).putInt(0).putInt(HEADER);
        file.putInt(HEADER - 14).putInt(SIDE).putInt(SIDE);
        file.putShort((short) 1).putShort((short) 24);
        file.putInt(0).putInt(pixels).putInt(0).putInt(0).putInt(0).putInt(0);
        file.putInt(number);
        while (file.hasRemaining()) {
            file.put((byte) (file.position() / SIDE));
        }
        return file.array();
    }

    /** A folder with {@code count} of them, from number 0 on. */
    static Path folder(Path folder, int count, IntFunction<String> names) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(names.apply(i)), bmp(i));
        }
        return folder;
    }
}
