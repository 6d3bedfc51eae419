package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
    private static final Preprocessing GRAYSCALE = new Preprocessing(true, false, false);
    private static final Preprocessing CONTRAST = new Preprocessing(false, true, false);
    private static final Preprocessing HISTOGRAM = new Preprocessing(false, false, true);
    private static final Preprocessing ALL = new Preprocessing(true, true, true);

    private static PixelImage row(int channels, int bitDepth, int... samples) {
        return picture(samples.length / channels, channels, bitDepth, samples);
    }

    private static PixelImage picture(int width, int channels, int bitDepth, int... samples) {
        int height = samples.length / channels / width;
        if (bitDepth == 8) {
            byte[] bytes = new byte[samples.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) samples[i];
            }
            return PixelImage.ofBytes(width, height, channels, bytes);
        }
        short[] shorts = new short[samples.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) samples[i];
        }
        return PixelImage.ofShorts(width, height, channels, shorts);
    }

    private static int[] samples(PixelImage picture) {
        int[] samples = new int[picture.width() * picture.height() * picture.channels()];
        int at = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < picture.channels(); channel++) {
                    samples[at++] = picture.sample(x, y, channel);
                }
            }
        }
        return samples;
    }

    private static int[] after(Preprocessing steps, PixelImage picture) {
        PixelImage result = Preprocessor.apply(steps, picture);
        assertThat(result.width()).isEqualTo(picture.width());
        assertThat(result.height()).isEqualTo(picture.height());
        assertThat(result.bitDepth()).isEqualTo(picture.bitDepth());
        return samples(result);
    }

    @Test
    void givesTheSameObjectWhereNothingIsToBeDone() {
        PixelImage grey = row(1, 8, 1, 2, 3);
        PixelImage colour = row(3, 16, 1, 2, 3);

        assertThat(Preprocessor.apply(Preprocessing.NONE, grey)).isSameAs(grey);
        assertThat(Preprocessor.apply(Preprocessing.NONE, colour)).isSameAs(colour);
        assertThat(Preprocessor.apply(GRAYSCALE, grey)).isSameAs(grey);
    }

    @Test
    void takesColourOutByBrightness() {
        PixelImage colours = row(3, 8, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 7, 7, 7);
        PixelImage red = row(3, 16, 65535, 0, 0, 300, 200, 100);

        assertThat(after(GRAYSCALE, colours)).containsExactly(76, 150, 29, 255, 0, 7);
        assertThat(after(GRAYSCALE, red)).containsExactly(19595, 219);
        float[] seen = new float[18];
        Preprocessor.apply(GRAYSCALE, colours).copyRow(0, seen);
        assertThat(Arrays.copyOf(seen, 6)).as("in all three channels").containsExactly(76, 76, 76, 150, 150, 150);
    }

    @Test
    void stretchesBrightnessToTheEndsOfTheRange() {
        assertThat(after(CONTRAST, row(1, 8, 50, 100, 150))).containsExactly(0, 128, 255);
        assertThat(after(CONTRAST, row(1, 16, 1000, 2000, 3000))).containsExactly(0, 32768, 65535);
        assertThat(after(CONTRAST, row(1, 8, 200, 100))).containsExactly(255, 0);
    }

    @Test
    void letsAHundredthOfThePixelsAtEachEndPassTheRange() {
        // 200 pixels: two of them may be darker than black is to be, and two brighter than white
        int[] pixels = new int[200];
        Arrays.fill(pixels, 0, 2, 3);
        Arrays.fill(pixels, 2, 60, 100);
        Arrays.fill(pixels, 60, 100, 120);
        Arrays.fill(pixels, 100, 198, 150);
        Arrays.fill(pixels, 198, 200, 250);

        int[] stretched = after(CONTRAST, picture(20, 1, 8, pixels));

        assertThat(Arrays.copyOfRange(stretched, 0, 60)).containsOnly(0);
        assertThat(Arrays.copyOfRange(stretched, 60, 100)).containsOnly(102);
        assertThat(Arrays.copyOfRange(stretched, 100, 200)).containsOnly(255);

        pixels[2] = 4; // a third one counts
        assertThat(after(CONTRAST, picture(20, 1, 8, pixels))[2]).isZero();
        assertThat(after(CONTRAST, picture(20, 1, 8, pixels))[3]).isEqualTo(168);
    }

    @Test
    void keepsTheProportionsOfColoursAsItStretches() {
        // brightness 18, 100, 89, 32; the third pixel's red ends the stretch before its brightness of 221 is reached
        PixelImage picture = row(3, 8, 10, 20, 30, 100, 100, 100, 200, 50, 0, 40, 30, 20);

        assertThat(after(CONTRAST, picture)).containsExactly(0, 0, 0, 255, 255, 255, 255, 64, 0, 55, 41, 28);
    }

    @Test
    void spreadsBrightnessByRank() {
        assertThat(after(HISTOGRAM, row(1, 8, 10, 10, 20, 30))).containsExactly(0, 0, 128, 255);
        assertThat(after(HISTOGRAM, row(1, 16, 7, 5, 65535, 7))).containsExactly(43690, 0, 65535, 43690);
        assertThat(after(HISTOGRAM, row(1, 8, 9, 8))).containsExactly(255, 0);
    }

    @Test
    void keepsTheProportionsOfColoursAsItSpreads() {
        // brightness 32 becomes 0, 100 becomes 128, 200 becomes 255
        PixelImage picture = row(3, 8, 40, 30, 20, 100, 100, 100, 200, 200, 200);

        assertThat(after(HISTOGRAM, picture)).containsExactly(0, 0, 0, 128, 128, 128, 255, 255, 255);
    }

    @Test
    void keepsWhatIsAlmostBlackBlack() {
        // a red of 1 has a brightness of 0.299
        assertThat(after(HISTOGRAM, row(3, 8, 1, 0, 0, 50, 50, 50))).containsExactly(0, 0, 0, 255, 255, 255);
        assertThat(after(CONTRAST, row(3, 8, 1, 0, 0, 50, 50, 50))).containsExactly(0, 0, 0, 255, 255, 255);
    }

    @ParameterizedTest
    @CsvSource({"1,8,0", "1,8,255", "1,8,77", "3,8,77", "1,16,40000", "3,16,65535"})
    void leavesAPictureOfOneBrightnessAsItIs(int channels, int bitDepth, int sample) {
        int[] samples = new int[30 * channels];
        Arrays.fill(samples, sample);
        PixelImage picture = picture(6, channels, bitDepth, samples);

        assertThat(Preprocessor.apply(new Preprocessing(false, true, true), picture))
                .isSameAs(picture);
        assertThat(after(ALL, picture)).containsOnly(sample);
    }

    @Test
    void stretchesNothingWhereAllButAHundredthHaveOneBrightness() {
        int[] samples = new int[1_000];
        Arrays.fill(samples, 90);
        Arrays.fill(samples, 0, 10, 10);
        Arrays.fill(samples, 990, 1_000, 200);
        PixelImage picture = picture(100, 1, 8, samples);

        assertThat(Preprocessor.apply(CONTRAST, picture)).isSameAs(picture);
    }

    @Test
    void treatsASinglePixel() {
        assertThat(after(ALL, row(3, 8, 200, 100, 0))).containsExactly(119);
        assertThat(after(new Preprocessing(false, true, true), row(3, 16, 200, 100, 0)))
                .containsExactly(200, 100, 0);
    }

    @Test
    void treatsGreyInThreeChannelsAsGreyInOne() {
        Random random = new Random(3);
        int[] grey = random.ints(400, 40, 180).toArray();
        int[] threefold = new int[1_200];
        for (int i = 0; i < threefold.length; i++) {
            threefold[i] = grey[i / 3];
        }
        for (Preprocessing steps : List.of(CONTRAST, HISTOGRAM, new Preprocessing(false, true, true))) {
            int[] one = after(steps, picture(20, 1, 8, grey));
            int[] three = after(steps, picture(20, 3, 8, threefold));
            for (int i = 0; i < three.length; i++) {
                assertThat(three[i]).isEqualTo(one[i / 3]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void doesWhatThePlainDescriptionSays(int switches) {
        Preprocessing steps = new Preprocessing((switches & 1) != 0, (switches & 2) != 0, (switches & 4) != 0);
        Random random = new Random(switches);
        for (int round = 0; round < 60; round++) {
            int bitDepth = random.nextBoolean() ? 8 : 16;
            int channels = random.nextBoolean() ? 1 : 3;
            int width = 1 + random.nextInt(25);
            int height = 1 + random.nextInt(25);
            int[] samples = anySamples(random, width * height * channels, bitDepth);

            int[] result = after(steps, picture(width, channels, bitDepth, samples));

            List<int[]> expected = new PlainPreprocessing(bitDepth).apply(steps, pixels(samples, channels));
            assertThat(result)
                    .as("%s of %d bits, %d channels, %dx%d", steps, bitDepth, channels, width, height)
                    .isEqualTo(expected.stream().flatMapToInt(Arrays::stream).toArray());
        }
    }

    /** Of the whole range, of a narrow part of it, or of a few values. */
    private static int[] anySamples(Random random, int count, int bitDepth) {
        int range = 1 << bitDepth;
        int low = random.nextInt(range);
        int width = 1 + random.nextInt(range - low);
        return switch (random.nextInt(3)) {
            case 0 -> random.ints(count, 0, range).toArray();
            case 1 -> random.ints(count, low, low + width).toArray();
            default -> random.ints(count, 0, 4).map(i -> i * (range - 1) / 3).toArray();
        };
    }

    private static List<int[]> pixels(int[] samples, int channels) {
        List<int[]> pixels = new ArrayList<>();
        for (int i = 0; i < samples.length; i += channels) {
            pixels.add(Arrays.copyOfRange(samples, i, i + channels));
        }
        return Collections.unmodifiableList(pixels);
    }
}
