package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelImageTest {
    private static final byte[] RGB = {1, 2, 3, (byte) 254, (byte) 255, 0, 10, 20, 30, 40, 50, 60};

    @Test
    void givesRgbOfEightBits() {
        PixelImage image = PixelImage.ofBytes(2, 2, 3, RGB);

        assertThat(image.bitDepth()).isEqualTo(8);
        assertThat(image.rgb(0, 0)).isEqualTo(0x010203);
        assertThat(image.rgb(1, 0)).isEqualTo(0xFEFF00);
        assertThat(image.rgb(1, 1)).isEqualTo(0x28323C);
        assertThat(image.sample(1, 0, 1)).isEqualTo(255);
    }

    @Test
    void copiesRowsAsFloats() {
        PixelImage image = PixelImage.ofBytes(2, 2, 3, RGB);
        float[] row = new float[6];

        image.copyRow(1, row);

        assertThat(row).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void copiesPartsOfRows() {
        float[] columns = new float[7];

        PixelImage.ofBytes(2, 2, 3, RGB).copyRow(0, 1, 1, columns);
        assertThat(columns).containsExactly(254, 255, 0, 0, 0, 0, 0);

        PixelImage.ofBytes(4, 1, 1, new byte[] {1, 2, 3, 4}).copyRow(0, 1, 2, columns);
        assertThat(columns).containsExactly(2, 2, 2, 3, 3, 3, 0);

        PixelImage.ofShorts(3, 1, 1, new short[] {0, 0, (short) 65535}).copyRow(0, 2, 1, columns);
        assertThat(columns).containsExactly(255, 255, 255, 3, 3, 3, 0);

        PixelImage.ofBytes(2, 2, 3, RGB).copyRow(1, 2, 0, columns);
        assertThat(columns).containsExactly(255, 255, 255, 3, 3, 3, 0);
    }

    @Test
    void givesGreyThreeTimes() {
        PixelImage image = PixelImage.ofBytes(2, 1, 1, new byte[] {7, (byte) 200});
        float[] row = new float[6];

        image.copyRow(0, row);

        assertThat(row).containsExactly(7, 7, 7, 200, 200, 200);
        assertThat(image.rgb(1, 0)).isEqualTo(0xC8C8C8);
    }

    @Test
    void scalesSixteenBitsWithoutRounding() {
        PixelImage image = PixelImage.ofShorts(3, 1, 1, new short[] {0, (short) 65535, 300});
        float[] row = new float[9];

        image.copyRow(0, row);

        assertThat(image.bitDepth()).isEqualTo(16);
        assertThat(row[0]).isZero();
        assertThat(row[3]).isEqualTo(255f);
        assertThat(row[6]).isEqualTo(300 * 255f / 65535f);
        assertThat(image.sample(1, 0, 0)).isEqualTo(65535);
        assertThat(image.rgb(2, 0)).isEqualTo(0x010101);
    }

    @Test
    void givesSixteenBitColoursInOrder() {
        PixelImage image = PixelImage.ofShorts(1, 1, 3, new short[] {(short) 0xFF00, (short) 0x8000, 0x0100});
        float[] row = new float[3];

        image.copyRow(0, row);

        assertThat(row).containsExactly(0xFF00 * (255f / 65535f), 0x8000 * (255f / 65535f), 0x0100 * (255f / 65535f));
        assertThat(image.rgb(0, 0)).isEqualTo(0xFF8001);
    }

    @Test
    void becomesABufferedImageOfTheSameColours() {
        BufferedImage image = PixelImage.ofBytes(2, 2, 3, RGB).toBufferedImage();

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFFFEFF00);
        assertThat(image.getRGB(0, 1)).isEqualTo(0xFF0A141E);
    }

    @Test
    void refusesCoordinatesOutside() {
        PixelImage image = PixelImage.ofBytes(2, 2, 3, RGB);

        assertThatThrownBy(() -> image.rgb(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.rgb(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.sample(0, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.copyRow(2, new float[6])).isInstanceOf(IndexOutOfBoundsException.class);
        for (int[] part : new int[][] {{-1, 1}, {0, 3}, {1, 2}, {0, -1}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> image.copyRow(0, part[0], part[1], new float[12]))
                    .as("%d columns from %d", part[1], part[0])
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void refusesSamplesThatDoNotFitTheShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PixelImage.ofBytes(2, 2, 3, new byte[11]))
                .withMessageContaining("2x2")
                .withMessageContaining("12 samples")
                .withMessageContaining("11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PixelImage.ofShorts(2, 2, 1, new short[5]))
                .withMessageContaining("4 samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PixelImage.ofBytes(2, 2, 4, new byte[16]))
                .withMessageContaining("channels must be 1 or 3, but is 4");
        assertThatIllegalArgumentException().isThrownBy(() -> PixelImage.ofBytes(0, 2, 1, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> PixelImage.ofShorts(0, 2, 1, new short[0]));
    }
}
