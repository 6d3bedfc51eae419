package io.defectsdk.core.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.core.internal.render.ContactSheetPainter.Found;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSheetPainterTest {
    private static final int BACKGROUND = 0xF6F7F9;
    private static final int INK = 0x202632;
    private static final int YELLOW = 0xFFC400;
    private static final int GREY = 0x5A5A5A;

    private static PixelImage picture(int width, int height) {
        byte[] samples = new byte[width * height];
        Arrays.fill(samples, (byte) 0x5A);
        return PixelImage.ofBytes(width, height, 1, samples);
    }

    private static int colour(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    private static List<Found> found(int count) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<BufferedImage> thumbnail =
                    i == 1 ? Optional.empty() : Optional.of(ContactSheetPainter.thumbnail(picture(100, 50), List.of()));
            found.add(new Found(i + 1, 1 - i / 10.0, thumbnail, i == 2));
        }
        return found;
    }

    private static long pixels(BufferedImage image, int colour, int left, int top, int width, int height) {
        long count = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                count += colour(image, x, y) == colour ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({
        "100, 50, 100, 50",
        "220, 220, 220, 220",
        "440, 220, 220, 110",
        "30, 3000, 2, 220",
        "1, 1000, 1, 220",
        "1, 1, 1, 1"
    })
    void makesPicturesSmallAndNeverLarge(int width, int height, int expectedWidth, int expectedHeight) {
        BufferedImage thumbnail = ContactSheetPainter.thumbnail(picture(width, height), List.of());

        assertThat(thumbnail.getWidth()).isEqualTo(expectedWidth);
        assertThat(thumbnail.getHeight()).isEqualTo(expectedHeight);
        assertThat(colour(thumbnail, 0, 0)).isEqualTo(GREY);
    }

    @Test
    void outlinesRegionsInColourOnGreyPictures() {
        BufferedImage thumbnail = ContactSheetPainter.thumbnail(picture(440, 440), List.of(new Box(100, 200, 60, 40)));

        assertThat(colour(thumbnail, 65, 100)).isEqualTo(YELLOW);
        assertThat(colour(thumbnail, 50, 110)).isEqualTo(YELLOW);
        assertThat(colour(thumbnail, 80, 110)).isEqualTo(YELLOW);
        assertThat(colour(thumbnail, 65, 120)).isEqualTo(YELLOW);
        assertThat(colour(thumbnail, 65, 110)).isEqualTo(GREY);
        assertThat(colour(thumbnail, 150, 150)).isEqualTo(GREY);
    }

    /** Regions at the border, of one pixel, or as large as the picture. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1, 1", "999, 999, 1, 1", "0, 0, 1000, 1000", "999, 0, 1, 1000"})
    void outlinesRegionsWhereverTheyLie(int x, int y, int width, int height) {
        BufferedImage thumbnail =
                ContactSheetPainter.thumbnail(picture(1_000, 1_000), List.of(new Box(x, y, width, height)));

        assertThat(pixels(thumbnail, YELLOW, 0, 0, 220, 220)).isPositive();
    }

    @Test
    void laysOutFiveInARow() {
        BufferedImage sheet = ContactSheetPainter.paint(
                Optional.of(ContactSheetPainter.thumbnail(picture(300, 200), List.of())), found(7));

        assertThat(sheet.getWidth()).isEqualTo(260 + 20 + 5 * 240);
        assertThat(sheet.getHeight()).isEqualTo(20 + 2 * 266);
        assertThat(colour(sheet, 20 + 110, 20 + 110)).as("what was asked with").isEqualTo(GREY);
        assertThat(colour(sheet, 280 + 110, 20 + 110)).as("the first").isEqualTo(GREY);
        assertThat(colour(sheet, 280 + 240 + 110, 20 + 30))
                .as("the second has no file")
                .isEqualTo(BACKGROUND);
        assertThat(colour(sheet, 280 + 240 + 110, 20 + 110))
                .as("and is crossed out")
                .isNotEqualTo(BACKGROUND);
        assertThat(colour(sheet, 280 + 240 + 110, 286 + 110)).as("the seventh").isEqualTo(GREY);
        assertThat(pixels(sheet, INK, 280, 20 + 221, 220, 26))
                .as("rank and similarity")
                .isPositive();
        assertThat(pixels(sheet, INK, 280 + 2 * 240, 286 + 221, 3 * 240, 26))
                .as("no eighth")
                .isZero();
    }

    @Test
    void framesNearDuplicates() {
        BufferedImage sheet = ContactSheetPainter.paint(Optional.empty(), found(3));

        assertThat(pixels(sheet, 0x788090, 20 + 2 * 240, 20, 221, 1)).isBetween(100L, 180L);
        assertThat(pixels(sheet, 0x788090, 20, 20, 221, 1)).isZero();
    }

    @Test
    void drawsASheetOfNone() {
        BufferedImage sheet = ContactSheetPainter.paint(Optional.empty(), List.of());

        assertThat(sheet.getWidth()).isEqualTo(20 + 240);
        assertThat(pixels(sheet, BACKGROUND, 0, 0, sheet.getWidth(), sheet.getHeight()))
                .isEqualTo((long) sheet.getWidth() * sheet.getHeight());
    }

    @Test
    void drawsTheSameEachTime() {
        BufferedImage one = ContactSheetPainter.paint(Optional.empty(), found(3));
        BufferedImage other = ContactSheetPainter.paint(Optional.empty(), found(3));

        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                assertThat(other.getRGB(x, y)).isEqualTo(one.getRGB(x, y));
            }
        }
    }
}
