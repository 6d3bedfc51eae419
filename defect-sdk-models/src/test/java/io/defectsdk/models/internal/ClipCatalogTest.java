package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CLIP models in the catalogue beside backbones, and folders that are not what they should be. */
class ClipCatalogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path store;

    private final TinyClip clip = new TinyClip("clip", "onnx");

    @Test
    void listsEncodersApartFromBackbones() {
        writeBackbone("tiny");
        new TinyClip("b", "onnx").write(store);
        new TinyClip("a", "onnx").write(store);
        try (Models models = open()) {
            assertThat(models.encoders().ids()).containsExactly("a", "b");
            assertThat(models.defaultBackbone()).isEqualTo("tiny");
            assertMissing(
                    () -> models.backbone("a"), "'a' is an encoder of pictures and texts, not a backbone", "[tiny]");
            assertMissing(() -> models.encoders().image("tiny"), "'tiny' is a backbone, not an encoder", "[a, b]");
            assertMissing(() -> models.encoders().text("c"), "no encoder 'c'", "[a, b]", "docs/models.md");
        }
    }

    @Test
    void hasNoEncodersWhereThereAreNone() {
        writeBackbone("tiny");
        try (Models models = open()) {
            assertThat(models.encoders().ids()).isEmpty();
            assertMissing(() -> models.encoders().image("clip"), "no encoder 'clip'", "[]");
        }
    }

    @Test
    void findsTheFolderOfAnIdWithASlash() {
        new TinyClip("ViT-B-32_openai", "onnx").write(store);
        try (Models models = open()) {
            assertThat(models.encoders().ids()).containsExactly("ViT-B-32_openai");
            assertThat(models.encoders().image("ViT-B-32/openai").encoder().id())
                    .isEqualTo("ViT-B-32_openai");
            assertThat(models.encoders().text("ViT-B-32/openai").encoder().id()).isEqualTo("ViT-B-32_openai");
            assertMissing(() -> models.encoders().image("../clip"), "'../clip'");
        }
    }

    @Test
    void isNotStoppedByDamagedManifests() throws IOException {
        writeBackbone("tiny");
        clip.json().remove("dimension");
        clip.write(store);
        new TinyClip("whole", "onnx").write(store);
        try (Models models = open()) {
            assertThat(models.backbone("tiny").backbone().id()).isEqualTo("tiny");
            assertThat(models.encoders().image("whole").encoder().dimension()).isEqualTo(6);
            assertInvalid(() -> models.encoders().image("clip"), "'dimension' is missing");
        }
        Files.writeString(store.resolve("clip/manifest.json"), "{");
        try (Models models = open()) {
            assertThat(models.encoders().ids()).containsExactly("whole");
            assertInvalid(() -> models.backbone("clip"), "is not JSON");
        }
    }

    @Test
    void refusesAnotherKindThanWhenItWasOpened() {
        clip.write(store);
        try (Models models = open()) {
            clip.json().put("kind", "backbone");
            clip.write(store);
            assertInvalid(() -> models.encoders().image("clip"), "'kind' must be one of [clip]");
        }
    }

    @Test
    void worksWithoutATextModel() {
        clip.json().remove("text");
        // the files that stay are nobody's
        writeManifest(clip);
        try (Models models = open()) {
            assertThat(models.encoders().image("clip").encoder().dimension()).isEqualTo(6);
            assertMissing(() -> models.encoders().text("clip"), "'clip' has no text model", "manifest.json", "'text'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.bin", "text.bin", "tokenizer.json"})
    void refusesAFileOfAnotherHash(String file) throws IOException {
        Path folder = clip.write(store);
        Files.write(folder.resolve(file), TinyModel.flipped(Files.readAllBytes(folder.resolve(file))));
        try (Models models = open()) {
            boolean image = file.equals("image.bin");
            assertInvalid(() -> load(models, image), folder.resolve(file).toString(), "SHA-256", "is damaged");
            // the other one does not need that file
            load(models, !image);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.bin", "text.bin", "tokenizer.json"})
    void saysWhichFileIsMissing(String file) throws IOException {
        Path folder = clip.write(store);
        Files.delete(folder.resolve(file));
        try (Models models = open()) {
            boolean image = file.equals("image.bin");
            assertMissing(() -> load(models, image), folder.resolve(file).toString(), "put it there");
            load(models, !image);
        }
    }

    @Test
    void loadsAnEncoderThatWasMendedAfterItWasRefused() throws IOException {
        Path folder = clip.write(store);
        Files.write(folder.resolve("image.bin"), new byte[] {1});
        try (Models models = open()) {
            assertInvalid(() -> load(models, true), "bytes");
            new TinyClip("clip", "torchscript").write(store);
            load(models, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "torchscript"})
    void refusesAnotherDimensionThanTheManifests(String runtime) {
        TinyClip other = new TinyClip("clip", runtime);
        other.json().put("dimension", 5);
        other.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, true), "'clip'", "image model", "[1, 5]", "6]");
            assertInvalid(() -> load(models, false), "'clip'", "text model", "[1, 5]", "6]");
        }
    }

    @Test
    void refusesAModelThatGivesNoNumbersOrNothing() {
        clip.image(TinyClipModels.onnxImage(Float.NaN)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, true), "trial run", "'clip'", "finite", "NaN", "docs/models.md");
        }
        clip.image(TinyClipModels.onnxImage(0)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, true), "trial run", "'clip'", "all 6 values of an embedding are 0");
        }
    }

    @Test
    void refusesWhatIsNoModel() {
        byte[] other = "not a model".getBytes(StandardCharsets.UTF_8);
        for (String runtime : List.of("onnx", "torchscript")) {
            new TinyClip("clip", runtime).image(other).text(other).write(store);
            try (Models models = open()) {
                assertInvalid(() -> load(models, true), "cannot load the model 'clip'");
                assertInvalid(() -> load(models, false), "cannot load the model 'clip'");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a tokenizer", "{}", "{\"model\":{\"type\":\"BPE\"}}", "\u0000"})
    void refusesWhatIsNoTokenizer(String content) {
        clip.tokenizer(content.getBytes(StandardCharsets.UTF_8)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, false), "tokenizer of encoder 'clip' cannot be loaded", "docs/models.md");
        }
    }

    @Test
    void refusesATextModelForOtherTokens() {
        clip.textJson().put("startToken", TinyVocabulary.SIZE);
        clip.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, false), "trial run", "the text model of encoder 'clip' failed");
        }
    }

    @Test
    void refusesAnotherContextLengthOrInputSizeThanTheModels() {
        clip.textJson().put("contextLength", 9);
        clip.imageJson().put("size", 32);
        clip.write(store);
        try (Models models = open()) {
            assertInvalid(
                    () -> load(models, true), "image model", "[1, 3, 32, 32]", "[-1, 3, 16, 16]", "export_clip.py");
            assertInvalid(() -> load(models, false), "text model", "[1, 9]", "[-1, 8]");
        }
    }

    @Test
    void refusesOtherNamesThanTheModels() {
        clip.textJson().put("input", "words");
        clip.imageJson().put("output", "features");
        clip.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models, true), "an output 'features' of its image model", "[embedding]");
            assertInvalid(() -> load(models, false), "one input 'words' of its text model", "[tokens]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/dimension | 65537 | 'dimension' must be a whole number from 1 to 65536",
                "/dimension | 0 | 'dimension' must be a whole number from 1 to 65536",
                "/dimension | 1e99 | 'dimension' must be a whole number",
                "/runtime | \"jax\" | 'runtime' must be one of [onnx, torchscript]",
                "/image | [] | 'image' must be an object",
                "/image/file | \"../image.bin\" | 'image.file' must be a text that matches",
                "/image/bytes | 1073741825 | 'image.bytes' must be a whole number from 1 to 1073741824",
                "/image/sha256 | \"ab\" | 'image.sha256' must be a text that matches",
                "/image/size | 1025 | 'image.size' must be a whole number from 1 to 1024",
                "/image/colourOrder | \"BGR\" | 'image.colourOrder' must be one of [RGB]",
                "/image/mean | [0.5] | 'image.mean' must be an array of 3 elements",
                "/image/std | [0, 1, 1] | 'image.std' must be 3 numbers from 1.0E-4 to 10.0",
                "/image/crop | 3 | unknown field 'image.crop'",
                "/text | 7 | 'text' must be an object",
                "/text/contextLength | 2 | 'text.contextLength' must be a whole number from 3 to 1024",
                "/text/contextLength | 1025 | 'text.contextLength' must be a whole number from 3 to 1024",
                "/text/startToken | -1 | 'text.startToken' must be a whole number from 0",
                "/text/endToken | 4294967296 | 'text.endToken' must be a whole number from 0",
                "/text/pad | 0 | unknown field 'text.pad'",
                "/text/tokenizer | \"tokenizer.json\" | 'text.tokenizer' must be an object",
                "/text/tokenizer/bytes | 67108865 | 'text.tokenizer.bytes' must be at most 67108864, but is 67108865",
                "/text/tokenizer/lower | true | unknown field 'text.tokenizer.lower'",
                "/layers | [] | unknown field 'layers'",
            })
    void refusesWrongManifests(String pointer, String value, String problem) throws IOException {
        int name = pointer.lastIndexOf('/');
        ((ObjectNode) clip.json().at(pointer.substring(0, name)))
                .set(pointer.substring(name + 1), JSON.readTree(value));
        clip.write(store);
        try (Models models = open()) {
            assertInvalid(
                    () -> load(models, true),
                    store.resolve("clip/manifest.json").toString(),
                    problem);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/image/input",
                "/image/size",
                "/text/file",
                "/text/endToken",
                "/text/tokenizer/sha256",
                "/licence"
            })
    void namesAMissingField(String pointer) {
        int name = pointer.lastIndexOf('/');
        ((ObjectNode) clip.json().at(pointer.substring(0, name))).remove(pointer.substring(name + 1));
        clip.write(store);
        try (Models models = open()) {
            assertInvalid(
                    () -> load(models, true),
                    "the field '" + pointer.substring(1).replace('/', '.') + "' is missing");
        }
    }

    @Test
    void hashesAllThatEmbeddingsDependOn() {
        Set<String> hashes = new HashSet<>();
        List<Consumer<TinyClip>> changes = List.of(
                same -> {},
                other -> other.imageJson().putArray("mean").add(0.48).add(0.45).add(0.41),
                other -> other.imageJson().putArray("std").add(0.26).add(0.25).add(0.27),
                other -> other.imageJson().put("sha256", "ab".repeat(32)),
                other -> other.imageJson().put("size", 17),
                other -> other.textJson().put("sha256", "ab".repeat(32)),
                other -> other.textJson().put("contextLength", 9),
                other -> other.textJson().put("startToken", 1),
                other -> other.textJson().put("endToken", 1),
                other -> ((ObjectNode) other.textJson().get("tokenizer")).put("sha256", "ab".repeat(32)),
                other -> other.json().put("dimension", 7),
                other -> other.json().remove("text"));
        for (Consumer<TinyClip> change : changes) {
            TinyClip changed = new TinyClip("clip", "onnx");
            change.accept(changed);
            assertThat(hashes.add(encoder(changed).sha256())).isTrue();
        }
        TinyClip described = new TinyClip("clip", "onnx");
        described.json().put("licence", "MIT").put("source", "elsewhere");
        assertThat(hashes).contains(encoder(described).sha256());
    }

    /** Computed as docs/models.md states it, by other means. */
    @Test
    void hashesAsDocumented() {
        String zeros = "0".repeat(16);
        String half = "3fe" + "0".repeat(13);
        clip.imageJson().put("sha256", "ab".repeat(32));
        clip.imageJson().putArray("mean").add(0).add(0.5).add(0);
        clip.imageJson().putArray("std").add(0.5).add(0.5).add(0.5);
        clip.textJson().put("sha256", "cd".repeat(32));
        ((ObjectNode) clip.textJson().get("tokenizer")).put("sha256", "ef".repeat(32));
        String canonical = "clip 1\ndimension 6\nimage " + "ab".repeat(32) + "\nsize 16\nmean " + zeros + " " + half
                + " "
                + zeros + "\nstd " + half + " " + half + " " + half + "\ntext " + "cd".repeat(32) + "\ntokenizer "
                + "ef".repeat(32) + "\ncontextLength 8\nstartToken 516\nendToken 517\n";
        assertThat(encoder(clip).sha256()).isEqualTo(TestManifest.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private Encoder encoder(TinyClip described) {
        writeManifest(described);
        return ClipManifestReader.read("clip", ModelFiles.folder(store.resolve("clip")))
                .encoder();
    }

    private void writeManifest(TinyClip described) {
        try {
            Path folder = new TinyClip("clip", "onnx").write(store);
            Files.writeString(folder.resolve("manifest.json"), described.json().toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void writeBackbone(String id) {
        TinyModel.manifest(id, "onnx", TinyModel.onnx()).write(store);
    }

    private Models open() {
        return ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()));
    }

    private static Object load(Models models, boolean image) {
        return image ? models.encoders().image("clip") : models.encoders().text("clip");
    }

    private static void assertMissing(Runnable call, String... messageParts) {
        assertRefused(call, ErrorCode.MODEL_MISSING, messageParts);
    }

    private static void assertInvalid(Runnable call, String... messageParts) {
        assertRefused(call, ErrorCode.MODEL_INVALID, messageParts);
    }

    private static void assertRefused(Runnable call, ErrorCode code, String... messageParts) {
        assertThatThrownBy(call::run)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(messageParts)
                .extracting(e -> ((DefectSdkException) e).code())
                .isEqualTo(code);
    }
}
