package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReductionTest {
    private static int[] samples(PixelImage picture) {
        int channels = picture.channels();
        int[] samples = new int[picture.width() * picture.height() * channels];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / channels;
            samples[i] = picture.sample(pixel % picture.width(), pixel / picture.width(), i % channels);
        }
        return samples;
    }

    @Test
    void takesTheMeanOfEachArea() {
        PixelImage picture = PixelImage.ofBytes(4, 2, 1, new byte[] {0, 10, 20, 40, 20, 30, 60, (byte) 200});

        assertThat(samples(Reduction.of(picture, new Box(0, 0, 4, 2), 2, 1))).containsExactly(15, 80);
        assertThat(samples(Reduction.of(picture, new Box(0, 0, 4, 2), 1, 1))).containsExactly(48); // 47.5
    }

    @Test
    void sharesAPixelThatLiesUnderTwo() {
        PixelImage picture = PixelImage.ofBytes(3, 1, 1, new byte[] {0, 60, 120});

        // (0 + 60 / 2) / 1.5 and (60 / 2 + 120) / 1.5
        assertThat(samples(Reduction.of(picture, new Box(0, 0, 3, 1), 2, 1))).containsExactly(20, 100);
    }

    @Test
    void takesAPartOfAPictureInColours() {
        PixelImage picture = PixelImage.ofBytes(3, 2, 3, new byte[] {
            9, 9, 9, 1, 2, 3, 3, 4, 5, //
            9, 9, 9, 5, 6, 7, 7, 8, 9
        });

        PixelImage part = Reduction.of(picture, new Box(1, 0, 2, 2), 1, 1);
        assertThat(samples(part)).containsExactly(4, 5, 6);
        assertThat(samples(Reduction.of(picture, new Box(1, 1, 2, 1), 2, 1))).containsExactly(5, 6, 7, 7, 8, 9);
    }

    @Test
    void scalesSixteenBits() {
        PixelImage picture = PixelImage.ofShorts(2, 1, 1, new short[] {0, (short) 65_535});

        PixelImage one = Reduction.of(picture, new Box(0, 0, 2, 1), 1, 1);

        assertThat(one.bitDepth()).isEqualTo(8);
        assertThat(samples(one)).containsExactly(128);
        assertThat(samples(Reduction.of(picture, new Box(0, 0, 2, 1), 2, 1))).containsExactly(0, 255);
    }

    @Test
    void keepsAnEvenPictureEvenAtAnySize() {
        byte[] samples = new byte[97 * 53];
        Arrays.fill(samples, (byte) 201);
        PixelImage picture = PixelImage.ofBytes(97, 53, 1, samples);

        for (int width = 1; width <= 97; width += 8) {
            assertThat(samples(Reduction.of(picture, new Box(0, 0, 97, 53), width, 1 + width / 2)))
                    .containsOnly(201);
        }
    }

    @Test
    void refusesToMakeLarger() {
        PixelImage picture = PixelImage.ofBytes(2, 2, 1, new byte[4]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reduction.of(picture, new Box(0, 0, 2, 2), 2, 3))
                .withMessageContaining("2x2")
                .withMessageContaining("2x3");
    }
}
