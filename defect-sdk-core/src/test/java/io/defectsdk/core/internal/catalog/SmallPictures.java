package io.defectsdk.core.internal.catalog;

import io.defectsdk.core.internal.picture.TestImages;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Files of small pictures, each another one. */
final class SmallPictures {
    private static final byte[] BMP = TestImages.file(image(0), "bmp");

    private SmallPictures() {}

    static byte[] png(int number) {
        return TestImages.file(image(number), "png");
    }

    /** Quickly made: the number is in the last pixels. */
    static byte[] bmp(int number) {
        byte[] file = BMP.clone();
        ByteBuffer.wrap(file).putInt(file.length - 4, number);
        return file;
    }

    static byte[] jpeg(int number) {
        return TestImages.file(image(number), "jpg");
    }

    static BufferedImage image(int number) {
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i, i, (number >> i & 1) == 0 ? 0x202020 : 0xF0F0F0);
        }
        return image;
    }
}
