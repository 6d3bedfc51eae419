package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] model = {1, 2, 3};
    private final ObjectNode json = new TestManifest("wide", "torchscript", model)
            .layers(List.of(new Layer("layer2", 512, 8), new Layer("layer3", 1024, 16)))
            .json();

    @Test
    void readsEveryField() {
        ModelManifest manifest = read(json.toString());
        assertThat(manifest.runtime()).isEqualTo(ModelRuntime.TORCHSCRIPT);
        assertThat(manifest.file()).isEqualTo("model.bin");
        assertThat(manifest.bytes()).isEqualTo(3);
        assertThat(manifest.licence()).isEqualTo("Apache-2.0");
        assertThat(manifest.source()).isEqualTo("written by a test");
        assertThat(manifest.input())
                .isEqualTo(new ModelManifest.Input("input", List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3)));
        assertThat(manifest.backbone())
                .isEqualTo(new Backbone(
                        "wide",
                        TestManifest.sha256(model),
                        List.of(new Layer("layer2", 512, 8), new Layer("layer3", 1024, 16)),
                        List.of("layer2", "layer3"),
                        32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formatVersion",
                "id",
                "kind",
                "runtime",
                "file",
                "sha256",
                "bytes",
                "licence",
                "source",
                "input",
                "layers",
                "defaultLayers"
            })
    void namesAMissingField(String field) {
        json.remove(field);
        assertRefused(json.toString(), "the field '" + field + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "multiple", "mean", "std", "colourOrder"})
    void namesAMissingFieldOfTheInput(String field) {
        ((ObjectNode) json.get("input")).remove(field);
        assertRefused(json.toString(), "the field 'input." + field + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "channels", "stride"})
    void namesAMissingFieldOfALayer(String field) {
        ((ObjectNode) json.get("layers").get(1)).remove(field);
        assertRefused(json.toString(), "the field 'layers[1]." + field + "' is missing");
    }

    @Test
    void namesUnknownFields() {
        assertRefused(json.deepCopy().put("licensee", "x").toString(), "the unknown field 'licensee'");
        ((ObjectNode) json.get("input")).put("resize", 256);
        assertRefused(json.toString(), "the unknown field 'input.resize'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "formatVersion | 2 | a whole number from 1 to 1, but is 2",
                "formatVersion | \"1\" | a whole number from 1 to 1, but is \"1\"",
                "kind | \"embedder\" | one of [backbone], but is \"embedder\"",
                "runtime | \"tensorflow\" | one of [onnx, torchscript], but is \"tensorflow\"",
                "runtime | null | one of [onnx, torchscript], but is null",
                "id | \"other\" | must be 'wide', as its folder or artifact is called, but is other",
                "id | \"../wide\" | a text that matches",
                "file | \"../secret\" | a text that matches",
                "file | \"/etc/passwd\" | a text that matches",
                "file | \"a/b.onnx\" | a text that matches",
                "file | \"a\\\\b.onnx\" | a text that matches",
                "file | \"..\" | a text that matches",
                "file | \"\" | a text that matches",
                "file | [] | a text that matches",
                "sha256 | \"57934424\" | a text that matches",
                "bytes | 0 | a whole number from 1 to 1073741824, but is 0",
                "bytes | -1 | a whole number from 1 to 1073741824, but is -1",
                "bytes | 1.5 | a whole number from 1 to 1073741824, but is 1.5",
                "bytes | 9007199254740993 | a whole number from 1 to 1073741824, but is 9007199254740993",
                "bytes | 99999999999999999999999 | a whole number from 1 to 1073741824, but is 99999999999999999999999",
                "licence | \"  \" | a text that matches",
                "source | 7 | a text that matches",
                "input | [] | 'input' must be an object",
                "layers | {} | an array of 1 to 64 elements",
                "layers | [] | an array of 1 to 64 elements",
                "layers | [1] | an array of objects, but is 1",
                "defaultLayers | [] | an array of 1 to 2 elements",
                "defaultLayers | [\"layer9\"] | must name different ones of 'layers', in the same order",
                "defaultLayers | [\"layer3\", \"layer2\"] | must name different ones of 'layers', in the same order",
                "defaultLayers | [\"layer3\", \"layer3\"] | must name different ones of 'layers', in the same order",
            })
    void refusesWrongValues(String field, String value, String problem) throws IOException {
        json.set(field, JSON.readTree(value));
        assertRefused(json.toString(), "'" + field + "'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "multiple | 0 | a whole number from 1 to 1024",
                "multiple | 24 | 'layers[1].stride' must divide 'input.multiple', which is 24, but is 16",
                "colourOrder | \"BGR\" | one of [RGB], but is \"BGR\"",
                "mean | [0.5, 0.5] | an array of 3 elements",
                "mean | [123.7, 116.3, 103.5] | 3 numbers from -1.0 to 1.0, but is 123.7",
                "std | [0, 1, 1] | 3 numbers from 1.0E-4 to 10.0, but is 0",
                "std | [1, \"1\", 1] | 3 numbers from 1.0E-4 to 10.0, but is \"1\"",
                "std | [1, 1e999, 1] | 3 numbers from 1.0E-4 to 10.0",
            })
    void refusesWrongInputs(String field, String value, String problem) throws IOException {
        ((ObjectNode) json.get("input")).set(field, JSON.readTree(value));
        assertRefused(json.toString(), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | \"layer2\" | must differ from the other layers' names",
                "name | \"a b\" | a text that matches",
                "channels | 0 | a whole number from 1 to 65536",
                "channels | 4294967297 | a whole number from 1 to 65536, but is 4294967297",
                "stride | 3 | must divide 'input.multiple', which is 32, but is 3",
                "stride | 4 | must not be smaller than the layer's before it, but is 4",
            })
    void refusesWrongLayers(String field, String value, String problem) throws IOException {
        ((ObjectNode) json.get("layers").get(1)).set(field, JSON.readTree(value));
        assertRefused(json.toString(), "'layers[1]." + field + "'", problem);
    }

    @Test
    void refusesTheSameFieldTwice() {
        String twice = json.toString().replaceFirst("\\{", "{\"file\":\"other.onnx\",");
        assertRefused(twice, "is not JSON", "Duplicate field 'file'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"text\""})
    void refusesWhatIsNoObject(String content) {
        assertRefused(content, "must be a JSON object");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertRefused("{", "is not JSON", "line 1");
        assertRefused("model: yaml", "is not JSON");
        assertRefused(json + "{}", "is not JSON");
        assertRefused("[".repeat(60_000), "is not JSON");
    }

    @Test
    void stopsReadingALargeManifest() {
        AtomicLong given = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given.incrementAndGet();
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                given.addAndGet(length);
                Arrays.fill(target, offset, offset + length, (byte) ' ');
                return length;
            }
        };
        assertThatThrownBy(() -> ManifestReader.read("wide", files(endless)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("larger than 65536 bytes");
        assertThat(given.get()).isEqualTo(65_537);
    }

    @Test
    void doesNotRepeatLongValues() {
        json.put("runtime", "x".repeat(50_000));
        assertThatThrownBy(() -> read(json.toString())).message().hasSizeLessThan(500);
    }

    @Test
    void saysWhereAManifestThatCannotBeReadIs() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("disk on fire");
            }
        };
        assertThatThrownBy(() -> ManifestReader.read("wide", files(broken)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("here/manifest.json")
                .hasMessageContaining("disk on fire")
                .extracting(e -> ((DefectSdkException) e).code())
                .isEqualTo(ErrorCode.MODEL_MISSING);
    }

    private static void assertRefused(String content, String... messageParts) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("here/manifest.json")
                .hasMessageContainingAll(messageParts)
                .extracting(e -> ((DefectSdkException) e).code())
                .isEqualTo(ErrorCode.MODEL_INVALID);
    }

    private static ModelManifest read(String content) {
        return ManifestReader.read("wide", files(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
    }

    private static ModelFiles files(InputStream manifest) {
        return new ModelFiles() {
            @Override
            public InputStream open(String fileName) throws IOException {
                if (!fileName.equals("manifest.json")) {
                    throw new FileNotFoundException(fileName);
                }
                return manifest;
            }

            @Override
            public OptionalLong size(String fileName) {
                return OptionalLong.empty();
            }

            @Override
            public String location(String fileName) {
                return "here/" + fileName;
            }
        };
    }
}
