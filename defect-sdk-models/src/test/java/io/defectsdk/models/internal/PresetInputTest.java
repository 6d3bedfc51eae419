package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.spi.InputView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a backbone sees under each preset against the implementations they are named after, on golden vectors of {@code
 * benchmarks/reference/golden_steps.py}: torchvision 0.29.2, Pillow 13.0.0. Pictures are square, wide and tall, shrunk and enlarged.
 */
class PresetInputTest {
    /** After normalisation, of values from -2 to 3. */
    private static final float TORCH = 1e-5f;

    /** Pillow rounds to whole samples after each of its two passes: a sample of 255 at most, over the smallest deviation. */
    private static final float PILLOW = 1.01f / 255 / 0.224f;

    private final Preprocessor preprocessor =
            new Preprocessor(new Input("input", List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));

    static Stream<JsonNode> golden() throws IOException {
        try (InputStream json = PresetInputTest.class.getResourceAsStream("preset-inputs.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false);
        }
    }

    private static float[] floats(JsonNode packed) {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(packed.get("float32").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private float[] input(JsonNode golden, InputView view) {
        byte[] pixels = Base64.getDecoder().decode(golden.get("pixels").asText());
        PixelImage picture = PixelImage.ofBytes(
                golden.get("width").asInt(), golden.get("height").asInt(), 3, pixels);
        FloatBuffer input = preprocessor.prepare(picture, view, new Workspace(), 1);
        float[] values = new float[input.remaining()];
        input.duplicate().get(values);
        return values;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void seesTheWholePictureAsAnomalibDoes(JsonNode golden) {
        assertThat(input(golden, InputView.whole(28))).containsExactly(floats(golden.get("anomalib")), within(TORCH));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void seesTheMiddleAsTheAuthorsDo(JsonNode golden) {
        assertThat(input(golden, InputView.cropped(28, 32)))
                .containsExactly(floats(golden.get("official")), within(PILLOW));
    }
}
