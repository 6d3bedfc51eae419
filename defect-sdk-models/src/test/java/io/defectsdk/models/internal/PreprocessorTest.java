package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden values are of torch 2.7.1: {@code interpolate(x, size, mode="bilinear", antialias=True)} on float32. */
class PreprocessorTest {
    private static final Offset<Float> TORCH = within(1e-4f);

    // gives the resized samples themselves, 0 to 255
    private final Preprocessor plain =
            new Preprocessor(new Input("input", List.of(0.0, 0.0, 0.0), List.of(1 / 255.0, 1 / 255.0, 1 / 255.0)));

    @Test
    void shrinksWithAntialiasAsTorchDoes() {
        assertThat(firstPlane(TestPictures.rgb(7, 5), 4))
                .containsExactly(
                        new float[] {
                            3.3214f, 7.99f, 13.51f, 18.1786f, 11.4881f, 16.1567f, 21.6767f, 26.3452f,
                            19.6548f, 24.3233f, 29.8433f, 34.8175f, 27.8214f, 32.49f, 38.55f, 43.5595f
                        },
                        TORCH);
    }

    @Test
    void enlargesBilinearlyAsTorchDoes() {
        assertThat(firstPlane(TestPictures.rgb(5, 3), 6))
                .containsExactly(
                        new float[] {
                            0, 2.25f, 4.75f, 7.25f, 9.75f, 12, 1.75f, 4, 6.5f, 9, 11.5f, 13.75f, 5.25f, 7.5f, 10, 12.5f,
                            15, 17.25f, 8.75f, 11, 13.5f, 16, 18.5f, 20.75f, 12.25f, 14.5f, 17, 19.5f, 22, 24.25f, 14,
                            16.25f, 18.75f, 21.25f, 23.75f, 26
                        },
                        TORCH);
    }

    @Test
    void shrinksOneWayAndEnlargesTheOther() {
        assertThat(firstPlane(TestPictures.rgb(7, 3), 4))
                .containsExactly(
                        new float[] {
                            1.5714f, 6.24f, 11.76f, 16.4286f, 5.9464f, 10.615f, 16.135f, 20.8036f,
                            11.1964f, 15.865f, 21.385f, 26.0536f, 15.5714f, 20.24f, 25.76f, 30.4286f
                        },
                        TORCH);
    }

    @Test
    void agreesWithTorchOnLargerPictures() {
        float[] values = prepare(plain, TestPictures.rgb(300, 200), 256);
        assertThat(at(values, 256, 0, 0, 0)).isEqualTo(0.5756f, TORCH);
        assertThat(at(values, 256, 1, 100, 50)).isEqualTo(141.8441f, TORCH);
        assertThat(at(values, 256, 2, 255, 255)).isEqualTo(174.7384f, TORCH);
        assertThat(at(values, 256, 0, 17, 201)).isEqualTo(224.1766f, TORCH);
        assertThat(at(values, 256, 2, 128, 3)).isEqualTo(83.5159f, TORCH);

        values = prepare(plain, TestPictures.rgb(1003, 77), 64);
        assertThat(at(values, 64, 0, 0, 0)).isEqualTo(28.0147f, TORCH);
        assertThat(at(values, 64, 1, 40, 50)).isEqualTo(152.9841f, TORCH);
        assertThat(at(values, 64, 2, 63, 63)).isEqualTo(152.7395f, TORCH);
        assertThat(at(values, 64, 0, 17, 20)).isEqualTo(167.6728f, TORCH);
        assertThat(at(values, 64, 2, 1, 3)).isEqualTo(81.1154f, TORCH);
    }

    /** Against the definition: each target pixel is the triangle-weighted mean of all source pixels, in double. */
    @ParameterizedTest
    @CsvSource({"1, 1, 4", "2, 3, 5", "9, 31, 8", "40, 23, 16", "16, 16, 16", "3, 100, 7", "257, 5, 32"})
    void equalsTheDefinition(int width, int height, int size) {
        float[] values = prepare(plain, TestPictures.rgb(width, height), size);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    assertThat((double) at(values, size, c, y, x))
                            .as("channel %d, row %d, column %d", c, y, x)
                            .isCloseTo(definition(width, height, size, c, y, x), within(1e-4));
                }
            }
        }
    }

    @Test
    void leavesAPictureOfTheRightSizeAsItIs() {
        float[] values = prepare(plain, TestPictures.rgb(16, 16), 16);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(TestPictures.sample(i % 16, i / 16 % 16, i / 256), within(1e-4f));
        }
    }

    @Test
    void cutsTheMiddleOutOfTheResizedPicture() {
        float[] whole = prepare(plain, TestPictures.rgb(50, 50), 32);
        float[] middle = array(plain.prepare(TestPictures.rgb(50, 50), InputView.cropped(20, 32), new Workspace(), 1));

        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 20; x++) {
                    assertThat(at(middle, 20, c, y, x)).isEqualTo(at(whole, 32, c, y + 6, x + 6));
                }
            }
        }
    }

    /** As torchvision's Resize(16) and CenterCrop(12) place it; Python rounds 1.5 to 2, and 4.5 to 4. */
    @Test
    void keepsTheAspectOfAPictureThatItCuts() {
        InputView.Placement placement = InputView.cropped(12, 16).of(40, 30);
        assertThat(placement).isEqualTo(new InputView.Placement(21, 16, 4, 2, 12));
        assertThat(InputView.cropped(224, 256).of(800, 1_001))
                .isEqualTo(new InputView.Placement(256, 320, 16, 48, 224));
        assertThat(InputView.cropped(12, 15).of(9, 9)).isEqualTo(new InputView.Placement(15, 15, 2, 2, 12));
    }

    @Test
    void normalisesEachChannelByItsOwnMeanAndDeviation() {
        Preprocessor preprocessor =
                new Preprocessor(new Input("input", List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));
        PixelImage picture = PixelImage.ofBytes(1, 1, 3, new byte[] {(byte) 200, 100, 0});
        float[] values = prepare(preprocessor, picture, 2);
        assertThat(Arrays.copyOfRange(values, 0, 4))
                .containsOnly(new float[] {(float) ((200 / 255.0 - 0.485) / 0.229)}, within(1e-6f));
        assertThat(Arrays.copyOfRange(values, 4, 8))
                .containsOnly(new float[] {(float) ((100 / 255.0 - 0.456) / 0.224)}, within(1e-6f));
        assertThat(Arrays.copyOfRange(values, 8, 12))
                .containsOnly(new float[] {(float) (-0.406 / 0.225)}, within(1e-6f));
    }

    @Test
    void givesGreyPicturesToAllChannels() {
        Preprocessor preprocessor =
                new Preprocessor(new Input("input", List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));
        PixelImage grey = TestPictures.grey(50, 41);
        byte[] tripled = new byte[50 * 41 * 3];
        for (int i = 0; i < tripled.length; i++) {
            tripled[i] = (byte) TestPictures.sample(i / 3 % 50, i / 3 / 50, 0);
        }
        assertThat(prepare(preprocessor, grey, 32))
                .isEqualTo(prepare(preprocessor, PixelImage.ofBytes(50, 41, 3, tripled), 32));
    }

    @Test
    void keepsSixteenBits() {
        assertThat(prepare(plain, TestPictures.rgb16(50, 41), 32))
                .containsExactly(prepare(plain, TestPictures.rgb(50, 41), 32), within(1e-3f));
        // 100 of 65535 would be lost in 8 bits
        PixelImage dark = PixelImage.ofShorts(1, 1, 1, new short[] {100});
        assertThat(prepare(plain, dark, 1)).containsOnly(new float[] {100 * 255f / 65535f}, within(1e-6f));
    }

    @Test
    void givesTheSameBitsWithAUsedWorkspace() {
        Workspace workspace = new Workspace();
        float[] fresh = prepare(plain, TestPictures.rgb(77, 130), 32);
        for (int[] other : new int[][] {{300, 900, 64}, {5, 4, 8}, {1, 1, 256}}) {
            plain.prepare(TestPictures.rgb(other[0], other[1]), InputView.whole(other[2]), workspace, 2);
        }
        FloatBuffer again = plain.prepare(TestPictures.rgb(77, 130), InputView.whole(32), workspace, 1);
        assertThat(array(again)).isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({"384, 384, 256, 3", "1024, 700, 256, 3", "90, 60, 192, 1", "60, 900, 130, 3", "5, 4, 64, 3"})
    void givesTheSameBitsWhateverTheThreads(int width, int height, int size, int channels) {
        PixelImage picture = channels == 3 ? TestPictures.rgb(width, height) : TestPictures.grey(width, height);
        float[] alone = prepare(plain, picture, size);
        Workspace workspace = new Workspace();
        for (int threads : new int[] {2, 3, 16}) {
            assertThat(array(plain.prepare(picture, InputView.whole(size), workspace, threads)))
                    .isEqualTo(alone);
        }
    }

    /** Tiles of a resized picture, at its edges and within: of the picture only their columns are read. */
    @ParameterizedTest
    @CsvSource({"300, 200, 150, 140, 3", "300, 200, 64, 64, 1", "90, 70, 200, 300, 3", "90, 70, 40, 300, 1"})
    void givesATileTheBitsOfTheWholePicture(int width, int height, int toWidth, int toHeight, int channels) {
        PixelImage picture = channels == 3 ? TestPictures.rgb(width, height) : TestPictures.grey(width, height);
        Workspace workspace = new Workspace();
        int side = 16;
        for (int top : new int[] {0, 5, toHeight - side}) {
            for (int left : new int[] {toWidth - side, 7, 0}) {
                InputView tile = new InputView.Part(side, toWidth, toHeight, left, top);
                float[] values = array(plain.prepare(picture, tile, workspace, 1));
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        InputView pixel = new InputView.Part(1, toWidth, toHeight, left + x, top + y);
                        float[] alone = array(plain.prepare(picture, pixel, new Workspace(), 1));
                        for (int c = 0; c < 3; c++) {
                            assertThat(at(values, side, c, y, x)).isEqualTo(alone[c]);
                        }
                    }
                }
            }
        }
    }

    @Test
    void givesTheSameBitsOnWorkersOfAPoolOfTheHost() {
        PixelImage picture = TestPictures.rgb(384, 300);
        float[] alone = prepare(plain, picture, 256);
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            assertThat(pool.submit(() -> onTwoThreads(picture)).join()).isEqualTo(alone);
            pool.submit(() -> assertThat(parallel(picture)).hasSize(16).allMatch(bits -> Arrays.equals(bits, alone)))
                    .join();
        } finally {
            pool.shutdownNow();
        }
        assertThat(parallel(picture)).hasSize(16).allMatch(bits -> Arrays.equals(bits, alone));
    }

    @Test
    void givesTheSameBitsOnAnInterruptedThreadAndLeavesItSo() {
        PixelImage picture = TestPictures.rgb(384, 300);
        float[] alone = prepare(plain, picture, 256);
        for (int i = 0; i < 50; i++) {
            Thread.currentThread().interrupt();
            float[] values = onTwoThreads(picture);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(values).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 16, 1", "127, 16, 1", "128, 16, 2", "224, 16, 3", "224, 2, 2", "256, 16, 4", "256, 1, 1"})
    void givesEachThreadSixtyFourRowsAtLeast(int size, int threads, int parts) {
        Workspace workspace = new Workspace();
        plain.prepare(TestPictures.rgb(9, 9), InputView.whole(size), workspace, threads);
        // as many as were asked for
        assertThat(workspace.rows(0)).hasSize(parts);
    }

    private float[] onTwoThreads(PixelImage picture) {
        return array(plain.prepare(picture, InputView.whole(256), new Workspace(), 2));
    }

    private List<float[]> parallel(PixelImage picture) {
        return IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> onTwoThreads(picture))
                .toList();
    }

    private float[] firstPlane(PixelImage picture, int size) {
        return Arrays.copyOf(prepare(plain, picture, size), size * size);
    }

    private static float[] prepare(Preprocessor preprocessor, PixelImage picture, int size) {
        return array(preprocessor.prepare(picture, InputView.whole(size), new Workspace(), 1));
    }

    private static float[] array(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.duplicate().get(values);
        return values;
    }

    private static float at(float[] values, int size, int channel, int y, int x) {
        return values[(channel * size + y) * size + x];
    }

    private static double definition(int width, int height, int size, int channel, int y, int x) {
        double sum = 0;
        double weights = 0;
        for (int sy = 0; sy < height; sy++) {
            for (int sx = 0; sx < width; sx++) {
                double weight = triangle(sy, y, height, size) * triangle(sx, x, width, size);
                sum += weight * TestPictures.sample(sx, sy, channel);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double triangle(int source, int target, int from, int to) {
        double center = (target + 0.5) * from / to;
        double reach = Math.max(1, (double) from / to);
        return Math.max(0, 1 - Math.abs(source + 0.5 - center) / reach);
    }
}
