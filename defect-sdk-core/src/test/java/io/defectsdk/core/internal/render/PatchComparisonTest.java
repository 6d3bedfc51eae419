package io.defectsdk.core.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.PixelImage;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchComparisonTest {
    private static final int RED = 0xE02424;
    private static final int GREEN = 0x009E60;

    private static PatchComparison.Side side(int width, int height, int grey, Rectangle2D patch) {
        byte[] samples = new byte[width * height];
        Arrays.fill(samples, (byte) grey);
        return new PatchComparison.Side(PixelImage.ofBytes(width, height, 1, samples), patch);
    }

    private static Rectangle2D box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    private static int colour(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    private static boolean isAbout(int colour, int expected) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((colour >> shift & 0xFF) - (expected >> shift & 0xFF)) > 40) {
                return false;
            }
        }
        return true;
    }

    @Test
    void drawsBothPatchesInTheMiddleAtTheSameMagnification() {
        PatchComparison.Side inspected = side(1024, 1024, 90, box(512, 512, 32, 32));
        PatchComparison.Side ok = side(256, 256, 170, box(128, 128, 8, 8));

        BufferedImage image = new PatchComparison(inspected, ok).draw();

        assertThat(image.getWidth()).isEqualTo(918);
        assertThat(image.getHeight()).isEqualTo(360);
        // the patch is a seventh of the close-up: about columns 154 to 206 of it
        for (int left : new int[] {0, 372}) {
            int outline = left == 0 ? RED : GREEN;
            assertThat(isAbout(colour(image, left + 154, 180), outline)).isTrue();
            assertThat(isAbout(colour(image, left + 206, 180), outline)).isTrue();
            assertThat(isAbout(colour(image, left + 180, 154), outline)).isTrue();
            assertThat(isAbout(colour(image, left + 180, 206), outline)).isTrue();
            assertThat(colour(image, left + 180, 180)).isEqualTo(left == 0 ? 0x5A5A5A : 0xAAAAAA);
            assertThat(isAbout(colour(image, left + 10, 24), outline))
                    .as("the sign's disc")
                    .isTrue();
        }
        assertThat(colour(image, 366, 100)).as("between them").isEqualTo(0xFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({
        "256, 256, 0, 0, 8, 8",
        "256, 256, 248, 248, 8, 8",
        "4096, 300, 2000, 290, 128, 9.375",
        "300, 4096, 290, 2000, 9.375, 128",
        "20000, 200, 1250, 100, 625, 6.25",
        "4, 4, 0, 0, 2, 2",
        "1, 1, 0, 0, 1, 1",
        "16, 16, 15.5, 15.5, 0.5, 0.5"
    })
    void drawsPicturesOfAnyShapeAndPatchesAtTheirEdges(
            int width, int height, double x, double y, double patchWidth, double patchHeight) {
        PatchComparison.Side side = side(width, height, 120, box(x, y, patchWidth, patchHeight));

        BufferedImage image = new PatchComparison(side, side).draw();

        for (int[] field : new int[][] {{0, 0, 360}, {372, 0, 360}, {744, 0, 174}, {744, 186, 174}}) {
            int middle = field[2] / 2;
            assertThat(colour(image, field[0] + middle, field[1] + middle))
                    .as("something is drawn in the middle of %s", Arrays.toString(field))
                    .isNotEqualTo(0xFFFFFF);
        }
    }

    @Test
    void showsInTheOverviewWhereTheCloseUpLies() {
        PatchComparison.Side side = side(1024, 1024, 90, box(64, 64, 32, 32));

        BufferedImage image = new PatchComparison(side, side).draw();

        // the window begins at the picture's edge, and is 224 of 1,024 pixels long: 38 of 174
        assertThat(isAbout(colour(image, 744 + 38, 19), RED)).isTrue();
        assertThat(isAbout(colour(image, 744 + 38, 186 + 19), GREEN)).isTrue();
        assertThat(colour(image, 744 + 100, 100)).isEqualTo(0x5A5A5A);
    }
}
