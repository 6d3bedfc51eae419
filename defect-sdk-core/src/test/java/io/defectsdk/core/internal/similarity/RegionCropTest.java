package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegionCropTest {
    @ParameterizedTest
    @CsvSource({
        "in the middle,         400, 300, 100, 60,  1000, 800, 375, 285, 150, 90",
        "small,                 400, 300, 10, 4,    1000, 800, 373, 270, 64, 64",
        "thin,                  400, 300, 200, 2,   1000, 800, 350, 269, 300, 64",
        "at the left and top,   0, 0, 100, 100,     1000, 800, 0, 0, 150, 150",
        "at the right and foot, 900, 700, 100, 100, 1000, 800, 850, 650, 150, 150",
        "the whole picture,     0, 0, 1000, 800,    1000, 800, 0, 0, 1000, 800",
        "nearly the whole,      10, 10, 900, 780,   1000, 800, 0, 0, 1000, 800",
        "of a small picture,    3, 4, 2, 2,         20, 30,    0, 0, 20, 30",
        "one pixel of one,      0, 0, 1, 1,         1, 1,      0, 0, 1, 1",
    })
    void takesTheSurroundingsThatThereAre(
            String where, int x, int y, int w, int h, int width, int height, int left, int top, int columns, int rows) {
        assertThat(RegionCrop.around(new Box(x, y, w, h), width, height))
                .as(where)
                .isEqualTo(new Box(left, top, columns, rows));
    }

    @Test
    void holdsTheRegionAndLiesInThePicture() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            int width = 1 + random.nextInt(seed % 2 == 0 ? 200 : 1 << 20);
            int height = 1 + random.nextInt(seed % 2 == 0 ? 200 : 1 << 20);
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            Box region = new Box(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));

            Box crop = RegionCrop.around(region, width, height);

            assertThat(crop.x()).as("seed %d", seed).isBetween(0, region.x());
            assertThat(crop.y()).as("seed %d", seed).isBetween(0, region.y());
            assertThat(crop.x() + crop.width()).as("seed %d", seed).isBetween(region.x() + region.width(), width);
            assertThat(crop.y() + crop.height()).as("seed %d", seed).isBetween(region.y() + region.height(), height);
        }
    }

    @Test
    void doesNotOverflow() {
        int most = Integer.MAX_VALUE;

        assertThat(RegionCrop.around(new Box(0, 0, most, most), most, most)).isEqualTo(new Box(0, 0, most, most));
        assertThat(RegionCrop.around(new Box(most - 2, 0, 2, 1), most, 1)).isEqualTo(new Box(most - 64, 0, 64, 1));
    }

    static Box[] outside() {
        int most = Integer.MAX_VALUE;
        return new Box[] {
            new Box(-1, 0, 1, 1),
            new Box(0, -1, 1, 1),
            new Box(10, 0, 1, 1),
            new Box(0, 8, 1, 1),
            new Box(9, 0, 2, 1),
            new Box(0, 7, 1, 2),
            new Box(5, 5, most, most),
            new Box(most, most, 1, 1),
            new Box(Integer.MIN_VALUE, 0, 1, 1)
        };
    }

    @ParameterizedTest
    @MethodSource("outside")
    void refusesARegionThatDoesNotLieInThePicture(Box region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionCrop.around(region, 10, 8))
                .withMessage("the region " + region.width() + "x" + region.height() + " at (" + region.x() + ", "
                        + region.y() + ") does not lie in a picture of 10x8");
    }

    @Test
    void copiesThePixelsAsTheyAre() {
        byte[] samples = new byte[200 * 150 * 3];
        new Random(1).nextBytes(samples);
        PixelImage picture = PixelImage.ofBytes(200, 150, 3, samples);

        PixelImage crop = RegionCrop.of(picture, new Box(120, 100, 20, 10));

        assertThat(crop.width()).isEqualTo(64);
        assertThat(crop.height()).isEqualTo(64);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(crop.rgb(x, y)).isEqualTo(picture.rgb(98 + x, 73 + y));
            }
        }
    }
}
