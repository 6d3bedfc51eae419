package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {
    private static final byte[] MODEL = TinyModel.onnx();

    @TempDir
    Path store;

    @TempDir
    Path artifact;

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ModelProvider.class))
                .singleElement()
                .isInstanceOfSatisfying(StoreModelProvider.class, provider -> {
                    write("tiny");
                    try (Models models = provider.open(ModelStore.directory(store), List.of(), 1, Device.cpu())) {
                        assertThat(models.backbone("tiny").backbone().id()).isEqualTo("tiny");
                    }
                });
    }

    @Test
    void loadsAModelOnceAndSharesIt() {
        write("tiny");
        try (Models models = open()) {
            FeatureExtractor first = models.backbone("tiny");
            assertThat(models.backbone("tiny")).isSameAs(first);
        }
    }

    @Test
    void takesTheOnlyModelOfTheDirectoryByDefault() {
        write("mine");
        try (Models models = open(packaged("lite"))) {
            assertThat(models.defaultBackbone()).isEqualTo("mine");
        }
    }

    @Test
    void takesThePackagedModelWhereTheDirectoryHoldsNoneOrSeveral() {
        try (Models models = open(packaged("lite"))) {
            assertThat(models.defaultBackbone()).isEqualTo("lite");
            assertThat(models.backbone("lite").backbone().id()).isEqualTo("lite");
        }
        write("one");
        write("two");
        try (Models models = open(packaged("lite"))) {
            assertThat(models.defaultBackbone()).isEqualTo("lite");
        }
        try (Models models =
                ModelCatalog.open(ModelStore.packaged(), List.of(packaged("lite")), new Compute(1, Device.cpu()))) {
            assertThat(models.defaultBackbone()).isEqualTo("lite");
        }
    }

    @Test
    void listsTheModelsWhereNoDefaultCanBeChosen() {
        try (Models models = open()) {
            assertMissing(
                    models::defaultBackbone, "there is no backbone", "defect-sdk-backbone-lite0", store.toString());
        }
        write("two");
        write("one");
        try (Models models = open()) {
            assertMissing(models::defaultBackbone, "several", "[one, two]", "defect-sdk-backbone-lite0");
        }
        try (Models models = open(packaged("b"), packaged("a"))) {
            assertMissing(models::defaultBackbone, "several", "[one, two]", "[a, b]");
        }
    }

    @Test
    void listsTheModelsWhereOneIsUnknown() {
        write("one");
        try (Models models = open(packaged("lite"))) {
            assertMissing(() -> models.backbone("resnet18"), "'resnet18'", "[one]", "[lite]", "docs/models.md");
            assertMissing(() -> models.backbone("../one"), "'../one'");
        }
    }

    @Test
    void prefersTheDirectoryToAPackagedModelOfTheSameId() throws IOException {
        TinyModel.manifest("tiny", "onnx", MODEL).write(artifact);
        Files.write(artifact.resolve("tiny/model.bin"), new byte[] {0});
        write("tiny");
        try (Models models = open(packaged("tiny"))) {
            assertThat(models.backbone("tiny").backbone().id()).isEqualTo("tiny");
        }
    }

    @Test
    void passesOverWhatIsNoModelFolder() throws IOException {
        write("one");
        Files.createDirectory(store.resolve("empty"));
        Files.writeString(store.resolve("notes.txt"), "not a model");
        try (Models models = open()) {
            assertThat(models.defaultBackbone()).isEqualTo("one");
        }
    }

    @Test
    void refusesADirectoryThatCannotBeRead() {
        assertMissing(
                () -> ModelCatalog.open(
                        ModelStore.directory(store.resolve("nowhere")), List.of(), new Compute(1, Device.cpu())),
                "nowhere",
                "one folder a model");
    }

    @Test
    void opensDespiteADamagedModelThatIsNotUsed() throws IOException {
        write("one");
        Files.createDirectory(store.resolve("broken"));
        Files.writeString(store.resolve("broken/manifest.json"), "{}");
        try (Models models = open()) {
            assertThat(models.backbone("one").backbone().id()).isEqualTo("one");
            assertInvalid(() -> models.backbone("broken"), "broken", "'formatVersion' is missing");
        }
    }

    @Test
    void refusesOneFlippedBit() {
        byte[] flipped = TinyModel.flipped(MODEL);
        Path folder = write("tiny");
        overwrite(folder.resolve("model.bin"), flipped);
        try (Models models = open()) {
            assertInvalid(
                    () -> models.backbone("tiny"),
                    folder.resolve("model.bin").toString(),
                    TestManifest.sha256(MODEL),
                    TestManifest.sha256(flipped));
        }
    }

    @Test
    void loadsAModelThatWasMendedAfterItWasRefused() {
        Path folder = write("tiny");
        overwrite(folder.resolve("model.bin"), TinyModel.flipped(MODEL));
        try (Models models = open()) {
            assertInvalid(() -> models.backbone("tiny"), "SHA-256");
            overwrite(folder.resolve("model.bin"), MODEL);
            assertThat(models.backbone("tiny").backbone().id()).isEqualTo("tiny");
        }
    }

    @Test
    void refusesAFileOfAnotherSize() throws IOException {
        Path file = write("tiny").resolve("model.bin");
        overwrite(file, new byte[MODEL.length - 1]);
        try (Models models = open()) {
            assertInvalid(() -> models.backbone("tiny"), MODEL.length + " bytes", MODEL.length - 1 + " bytes");
            // 5 GB, sparse: refused by its size, not read
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(5_000_000_000L);
            }
            assertInvalid(() -> models.backbone("tiny"), "5000000000 bytes");
        }
    }

    @Test
    void refusesAPackagedFileOfAnotherSize() {
        PackagedModel model = packaged("lite");
        overwrite(artifact.resolve("lite/model.bin"), new byte[MODEL.length - 1]);
        try (Models models = open(model)) {
            assertInvalid(() -> models.backbone("lite"), MODEL.length + " bytes", MODEL.length - 1 + " bytes");
            overwrite(artifact.resolve("lite/model.bin"), new byte[MODEL.length + 1]);
            assertInvalid(() -> models.backbone("lite"), MODEL.length + " bytes", "more");
        }
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Path folder = write("tiny");
        Files.delete(folder.resolve("model.bin"));
        try (Models models = open()) {
            assertMissing(
                    () -> models.backbone("tiny"), folder.resolve("model.bin").toString(), "put it there");
        }
    }

    @Test
    void closesWhatWasLoadedAndLoadsNothingAfterwards() {
        write("one");
        write("two");
        Models models = open();
        FeatureExtractor one = models.backbone("one");
        models.close();
        models.close();
        assertThatThrownBy(() -> one.extract(TestPictures.rgb(9, 9), 32, List.of("deep")))
                .isInstanceOf(IllegalStateException.class);
        for (String id : List.of("one", "two")) {
            assertThatThrownBy(() -> models.backbone(id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'" + id + "'");
        }
    }

    private Models open(PackagedModel... packaged) {
        return ModelCatalog.open(ModelStore.directory(store), List.of(packaged), new Compute(1, Device.cpu()));
    }

    private Path write(String id) {
        return TinyModel.manifest(id, "onnx", MODEL).write(store);
    }

    private PackagedModel packaged(String id) {
        Path folder = TinyModel.manifest(id, "onnx", MODEL).write(artifact);
        return new PackagedModel() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public InputStream open(String fileName) throws IOException {
                return Files.newInputStream(folder.resolve(fileName));
            }
        };
    }

    private static void overwrite(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
