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
import io.defectsdk.spi.PackagedModel;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.Purpose;
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

/** Encoders of sentences in the catalogue beside other models, and folders that are not what they should be. */
class SentenceCatalogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path store;

    @TempDir
    Path classPath;

    private final TinySentences tiny = new TinySentences("tiny");

    @Test
    void listsEncodersOfSentencesApartFromOtherModels() {
        TinyModel.manifest("backbone", "onnx", TinyModel.onnx()).write(store);
        new TinyClip("clip", "onnx").write(store);
        tiny.write(store);
        new TinySentences("intfloat_small").write(store);
        try (Models models = open()) {
            assertThat(models.encoders().sentenceIds()).containsExactly("intfloat_small", "tiny");
            assertThat(models.encoders().ids()).containsExactly("clip");
            assertThat(models.defaultBackbone()).isEqualTo("backbone");
            assertThat(models.encoders().sentences("intfloat/small").encoder().id())
                    .isEqualTo("intfloat_small");
            assertThat(models.encoders().sentences("tiny"))
                    .isSameAs(models.encoders().sentences("tiny"));
            assertMissing(() -> models.backbone("tiny"), "'tiny' is an encoder of sentences, not a backbone");
            assertMissing(
                    () -> models.encoders().image("tiny"), "'tiny' is an encoder of sentences, not an encoder of");
            assertMissing(() -> models.encoders().sentences("clip"), "'clip' is an encoder of pictures and texts, not");
            assertMissing(
                    () -> models.encoders().sentences("other"),
                    "no encoder of sentences 'other'",
                    "[intfloat_small, tiny]",
                    "io.defectsdk:defect-sdk-embedder-e5");
        }
    }

    @Test
    void takesTheOnlyOneOfTheDirectoryAsTheDefaultElseThePackagedOne() {
        PackagedModel packaged = packaged("packaged");
        try (Models models = open()) {
            assertThat(models.encoders().defaultSentences()).isEmpty();
        }
        try (Models models = open(packaged)) {
            assertThat(models.encoders().defaultSentences()).contains("packaged");
            assertThat(models.encoders().sentenceIds()).containsExactly("packaged");
        }
        new TinySentences("a").write(store);
        try (Models models = open(packaged)) {
            assertThat(models.encoders().defaultSentences()).contains("a");
        }
        new TinySentences("b").write(store);
        try (Models models = open(packaged)) {
            assertThat(models.encoders().defaultSentences()).contains("packaged");
        }
        try (Models models = open()) {
            assertMissing(
                    () -> models.encoders().defaultSentences(), "several encoders of sentences", "[a, b]", "Name one");
        }
    }

    @Test
    void readsAPackagedModelAsThatOfAFolder() {
        tiny.write(store);
        PackagedModel packaged = packaged("packaged");
        try (Models models = open(packaged)) {
            SentenceEncoder ofFolder = models.encoders().sentences("tiny");
            SentenceEncoder ofArtifact = models.encoders().sentences("packaged");
            assertThat(ofArtifact.encoder().sha256())
                    .isEqualTo(ofFolder.encoder().sha256());
            assertThat(ofArtifact.embed(List.of("scratch"), Purpose.QUERY))
                    .isEqualTo(ofFolder.embed(List.of("scratch"), Purpose.QUERY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.bin", "tokenizer.json"})
    void refusesAFileOfAnotherHashWithoutHinderingOthers(String file) throws IOException {
        Path folder = tiny.write(store);
        Files.write(folder.resolve(file), TinyModel.flipped(Files.readAllBytes(folder.resolve(file))));
        new TinySentences("whole").write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), folder.resolve(file).toString(), "SHA-256", "is damaged");
            assertThat(models.encoders().sentences("whole").encoder().dimension())
                    .isEqualTo(4);
        }
    }

    @Test
    void refusesAPackagedModelOfAnotherHash() throws IOException {
        PackagedModel packaged = packaged("packaged");
        Files.write(
                classPath.resolve("packaged/model.bin"),
                TinyModel.flipped(Files.readAllBytes(classPath.resolve("packaged/model.bin"))));
        try (Models models = open(packaged)) {
            assertInvalid(() -> models.encoders().sentences("packaged"), "model.bin of", "SHA-256");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.bin", "tokenizer.json"})
    void saysWhichFileIsMissingAndLoadsItOnceItIsThere(String file) throws IOException {
        Path folder = tiny.write(store);
        Files.delete(folder.resolve(file));
        try (Models models = open()) {
            assertMissing(() -> load(models), folder.resolve(file).toString(), "put it there");
            tiny.write(store);
            assertThat(load(models).encoder().id()).isEqualTo("tiny");
        }
    }

    @Test
    void refusesAnotherDimensionThanTheModels() {
        tiny.json().put("dimension", 5);
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "'tiny'", "[1, 5]", "[-1, 4]", "docs/models.md");
        }
    }

    @Test
    void refusesOtherNamesThanTheModels() {
        ((ObjectNode) tiny.json().get("input")).put("ids", "words");
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "the inputs", "words", "ids");
        }
        ((ObjectNode) tiny.json().get("input")).put("ids", "ids");
        tiny.json().put("output", "features");
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "an output 'features'", "[embedding]");
        }
    }

    @Test
    void refusesAModelThatGivesNoNumbersOrNothing() {
        tiny.model(TinySentences.onnx(true, Float.NaN)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "trial run", "'tiny'", "NaN");
        }
        tiny.model(TinySentences.onnx(false, 0)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "trial run", "'tiny'", "all 4 values of an embedding are 0");
        }
    }

    @Test
    void refusesAModelThatIsNotNormalisedAsItsManifestSays() {
        tiny.model(TinySentences.onnx(false, 7)).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "trial run", "'tiny'", "of length", "'normalised'");
        }
    }

    @Test
    void refusesAContextLongerThanTheModels() {
        tiny.json().put("contextLength", TinySentences.CONTEXT + 1);
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "trial run", "failed on 11 tokens");
        }
    }

    @Test
    void refusesOtherTokensThanTheModels() {
        tiny.json().put("startToken", 99);
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "trial run", "'tiny' failed");
        }
    }

    @Test
    void refusesWhatIsNoModelOrNoTokenizer() {
        byte[] other = "not a model".getBytes(StandardCharsets.UTF_8);
        new TinySentences("tiny").model(other).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "cannot load the model 'tiny'");
        }
        new TinySentences("tiny").tokenizer(other).write(store);
        try (Models models = open()) {
            assertInvalid(() -> load(models), "tokenizer of encoder 'tiny' cannot be loaded", "docs/models.md");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/kind | \"sentences\" | 'kind' must be one of [backbone]",
                "/runtime | \"torchscript\" | 'runtime' must be one of [onnx]",
                "/file | \"../model.bin\" | 'file' must be a text that matches",
                "/sha256 | \"ab\" | 'sha256' must be a text that matches",
                "/dimension | 65537 | 'dimension' must be a whole number from 1 to 65536",
                "/normalised | \"yes\" | 'normalised' must be true or false",
                "/contextLength | 2 | 'contextLength' must be a whole number from 3 to 8192",
                "/contextLength | 8193 | 'contextLength' must be a whole number from 3 to 8192",
                "/startToken | -1 | 'startToken' must be a whole number from 0",
                "/unknownToken | null | 'unknownToken' must be a whole number from 0",
                "/queryPrefix | \"a\\nb\" | 'queryPrefix' must be a text that matches",
                "/passagePrefix | 1 | 'passagePrefix' must be a text that matches",
                "/input | \"ids\" | 'input' must be an object",
                "/input/ids | \"\" | 'input.ids' must be a text that matches",
                "/input/types | \"types\" | unknown field 'input.types'",
                "/tokenizer/bytes | 67108865 | 'tokenizer.bytes' must be at most 67108864, but is 67108865",
                "/pooling | \"mean\" | unknown field 'pooling'",
            })
    void refusesWrongManifests(String pointer, String value, String problem) throws IOException {
        int name = pointer.lastIndexOf('/');
        ((ObjectNode) tiny.json().at(pointer.substring(0, name)))
                .set(pointer.substring(name + 1), JSON.readTree(value));
        tiny.write(store);
        try (Models models = open()) {
            boolean unknownKind = pointer.equals("/kind");
            assertInvalid(
                    () -> {
                        if (unknownKind) {
                            models.backbone("tiny");
                        } else {
                            load(models);
                        }
                    },
                    store.resolve("tiny/manifest.json").toString(),
                    problem);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/file", "/normalised", "/queryPrefix", "/input/attentionMask", "/tokenizer/sha256", "/licence"})
    void namesAMissingField(String pointer) {
        int name = pointer.lastIndexOf('/');
        ((ObjectNode) tiny.json().at(pointer.substring(0, name))).remove(pointer.substring(name + 1));
        tiny.write(store);
        try (Models models = open()) {
            assertInvalid(
                    () -> load(models), "the field '" + pointer.substring(1).replace('/', '.') + "' is missing");
        }
    }

    @Test
    void hashesAllThatEmbeddingsDependOn() {
        Set<String> hashes = new HashSet<>();
        List<Consumer<ObjectNode>> changes = List.of(
                same -> {},
                other -> other.put("sha256", "ab".repeat(32)),
                other -> ((ObjectNode) other.get("tokenizer")).put("sha256", "ab".repeat(32)),
                other -> other.put("queryPrefix", "query:"),
                other -> other.put("passagePrefix", ""),
                other -> other.put("output", "other"),
                other -> other.put("normalised", false),
                other -> other.put("contextLength", 9),
                other -> other.put("startToken", 1),
                other -> other.put("endToken", 1),
                other -> other.put("dimension", 7));
        for (Consumer<ObjectNode> change : changes) {
            TinySentences changed = new TinySentences("tiny");
            change.accept(changed.json());
            assertThat(hashes.add(encoder(changed).sha256())).isTrue();
        }
        TinySentences described = new TinySentences("tiny");
        described.json().put("licence", "MIT").put("source", "elsewhere");
        assertThat(hashes).contains(encoder(described).sha256());
    }

    /** Computed as docs/models.md states it, by other means. */
    @Test
    void hashesAsDocumented() {
        tiny.json().put("sha256", "ab".repeat(32));
        ((ObjectNode) tiny.json().get("tokenizer")).put("sha256", "cd".repeat(32));
        String canonical = "sentence-encoder 1\ndimension 4\nmodel " + "ab".repeat(32)
                + "\noutput embedding\nnormalised true\ntokenizer " + "cd".repeat(32)
                + "\ncontextLength 10\nstartToken 0\nendToken 2\nqueryPrefix query: \npassagePrefix passage: \n";
        assertThat(encoder(tiny).sha256()).isEqualTo(TestManifest.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private Encoder encoder(TinySentences described) {
        return SentenceManifestReader.read("tiny", ModelFiles.folder(described.write(store)))
                .encoder();
    }

    private PackagedModel packaged(String id) {
        return TinySentences.packaged(new TinySentences(id).write(classPath));
    }

    private Models open(PackagedModel... packaged) {
        return ModelCatalog.open(ModelStore.directory(store), List.of(packaged), new Compute(1, Device.cpu()));
    }

    private static SentenceEncoder load(Models models) {
        return models.encoders().sentences("tiny");
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
