package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.BicubicResize.Window;
import io.defectsdk.models.internal.ClipManifest.ImagePart;
import io.defectsdk.similarity.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden values are of Pillow and OpenCLIP: {@code tools/clip_golden.py} writes them. */
class ClipPreprocessorTest {
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    static List<JsonNode> resized() throws IOException {
        return golden("resized");
    }

    static List<JsonNode> cropped() throws IOException {
        return golden("cropped");
    }

    private static List<JsonNode> golden(String name) throws IOException {
        try (InputStream file = ClipPreprocessorTest.class.getResourceAsStream("clip-preprocessing.json")) {
            JsonNode json = new ObjectMapper().readTree(file);
            assertThat(json.get("size").intValue()).isEqualTo(224);
            return StreamSupport.stream(json.get(name).spliterator(), false).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("resized")
    void resizesAsPillowByteForByte(JsonNode golden) {
        byte[] bytes = BicubicResize.resize(
                picture(golden),
                Window.whole(
                        golden.get("to").get(0).intValue(),
                        golden.get("to").get(1).intValue()));
        if (golden.has("bytes")) {
            assertThat(HexFormat.of().formatHex(bytes))
                    .isEqualTo(golden.get("bytes").textValue());
        }
        assertThat(TestManifest.sha256(bytes)).isEqualTo(golden.get("sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("cropped")
    void preparesAsOpenClipBitForBit(JsonNode golden) {
        float[] values = prepare(picture(golden), Framing.CENTRE_CROP, 224);
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        assertThat(TestManifest.sha256(bytes.array()))
                .isEqualTo(golden.get("sha256").textValue());
    }

    @ParameterizedTest
    @CsvSource({"300, 200", "31, 90", "64, 64", "5000, 7"})
    void givesAWindowAsThePartOfTheWhole(int width, int height) {
        byte[] whole = BicubicResize.resize(TestPictures.rgb(width, height), Window.whole(40, 50));
        byte[] part = BicubicResize.resize(TestPictures.rgb(width, height), new Window(40, 50, 11, 7, 20, 30));
        for (int i = 0; i < part.length; i++) {
            assertThat(part[i]).isEqualTo(whole[((7 + i / 60) * 40 + 11) * 3 + i % 60]);
        }
    }

    @Test
    void letterboxesAWidePictureWithTheMeanColour() {
        float[] values = prepare(TestPictures.rgb(300, 100), Framing.LETTERBOX, 60);
        float[] inner = prepare(TestPictures.rgb(300, 100), Framing.STRETCH, 60);
        assertThat(inner).isNotEqualTo(values);
        byte[] resized = BicubicResize.resize(TestPictures.rgb(300, 100), Window.whole(60, 20));
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 60; x++) {
                    float value = values[(c * 60 + y) * 60 + x];
                    boolean filled = y < 20 || y >= 40;
                    assertThat(value)
                            .isEqualTo(filled ? 0 : normalised(resized[((y - 20) * 60 + x) * 3 + c] & 0xFF, c));
                }
            }
        }
    }

    @Test
    void letterboxesATallPictureInTheMiddle() {
        float[] values = prepare(TestPictures.rgb(10, 40), Framing.LETTERBOX, 21);
        // 10 of 40 is 5.25 of 21: 5 columns, of the other 16 one half left and one right
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 21; x++) {
                boolean filled = x < 8 || x >= 13;
                assertThat(values[y * 21 + x] == 0).isEqualTo(filled);
            }
        }
    }

    @Test
    void fillsAgainWhatAFormerPictureLeft() {
        Workspace workspace = new Workspace();
        ClipPreprocessor preprocessor = preprocessor(32);
        float[] alone = array(preprocessor.prepare(TestPictures.rgb(90, 20), Framing.LETTERBOX, new Workspace()));
        preprocessor.prepare(TestPictures.rgb(64, 64), Framing.STRETCH, workspace);
        assertThat(array(preprocessor.prepare(TestPictures.rgb(90, 20), Framing.LETTERBOX, workspace)))
                .isEqualTo(alone);
    }

    @Test
    void losesNothingOfAPictureThatItStretches() {
        byte[] resized = BicubicResize.resize(TestPictures.rgb(300, 100), Window.whole(32, 32));
        float[] values = prepare(TestPictures.rgb(300, 100), Framing.STRETCH, 32);
        for (int i = 0; i < values.length; i++) {
            int c = i / 1024;
            assertThat(values[i]).isEqualTo(normalised(resized[i % 1024 * 3 + c] & 0xFF, c));
        }
    }

    @Test
    void takesGreyAsThreeEqualChannels() {
        byte[] grey = BicubicResize.resize(TestPictures.grey(50, 40), Window.whole(16, 16));
        byte[] rgb = BicubicResize.resize(TestPictures.rgb(50, 40), Window.whole(16, 16));
        for (int i = 0; i < 256; i++) {
            assertThat(grey[3 * i]).isEqualTo(rgb[3 * i]);
            assertThat(grey[3 * i + 1]).isEqualTo(grey[3 * i]);
            assertThat(grey[3 * i + 2]).isEqualTo(grey[3 * i]);
        }
    }

    @Test
    void cutsSixteenBitsToEight() {
        assertThat(BicubicResize.resize(TestPictures.rgb16(50, 40), Window.whole(16, 16)))
                .isEqualTo(BicubicResize.resize(TestPictures.rgb(50, 40), Window.whole(16, 16)));
    }

    /** The whole of 1 x 200 000, resized to a width of 224, would be 30 GB. */
    @ParameterizedTest
    @CsvSource({"1, 200000", "200000, 1", "1048576, 1"})
    void takesExtremeAspectsInLittleMemory(int width, int height) {
        PixelImage picture = TestPictures.grey(width, height);
        for (Framing framing : Framing.values()) {
            assertThat(prepare(picture, framing, 224)).doesNotContain(Float.NaN).hasSize(3 * 224 * 224);
        }
    }

    private static float normalised(int value, int c) {
        return (value / 255f - MEAN.get(c).floatValue()) / STD.get(c).floatValue();
    }

    private static PixelImage picture(JsonNode golden) {
        return TestPictures.rgb(
                golden.get("from").get(0).intValue(), golden.get("from").get(1).intValue());
    }

    private static ClipPreprocessor preprocessor(int size) {
        return new ClipPreprocessor(
                new ImagePart(new ModelFile("image.onnx", "ab".repeat(32), 1), "image", "embedding", size, MEAN, STD));
    }

    private static float[] prepare(PixelImage picture, Framing framing, int size) {
        return array(preprocessor(size).prepare(picture, framing, new Workspace()));
    }

    private static float[] array(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.duplicate().get(values);
        return values;
    }
}
