package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.examples.quickstart.evaluation.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    private Path folder(String... kinds) throws IOException {
        Path data = Files.createDirectory(temporary.resolve("pump"));
        fill(data.resolve("train/good"), 8);
        for (String kind : kinds) {
            fill(data.resolve("test").resolve(kind), 2);
        }
        return data;
    }

    private static void fill(Path folder, int pictures) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < pictures; i++) {
            Files.createFile(folder.resolve(i + ".png"));
        }
    }

    @Test
    void namesProductAfterFolderAndPartsAfterKindAndFile() throws IOException {
        Path data = folder("crack", "good", "air hole");
        Files.createFile(data.resolve("test/crack/notes.txt"));
        Files.createDirectory(data.resolve("test/.cache"));

        Batch batch = DataFolder.read(data, Optional.empty());

        assertThat(batch.product().code()).isEqualTo("pump");
        assertThat(batch.okPictures().get()).hasSize(8);
        assertThat(batch.parts())
                .extracting(Part::name)
                .containsExactly(
                        "good/0.png", "good/1.png", "air hole/0.png", "air hole/1.png", "crack/0.png", "crack/1.png");
        assertThat(batch.parts().get(0).truth()).isEqualTo(Truth.GOOD);
        assertThat(batch.parts().get(2).truth().good()).isFalse();
    }

    @Test
    void takesAnotherProductCode() throws IOException {
        assertThat(DataFolder.read(folder("good"), Optional.of("P-7")).product().code())
                .isEqualTo("P-7");
    }

    @Test
    void understandsAFolderGivenWithDots() throws IOException {
        Path data = folder("good").resolve("train/..");
        assertThat(DataFolder.read(data, Optional.empty()).product().code()).isEqualTo("pump");
    }

    @Test
    void refusesANameThatIsNoProductCode() throws IOException {
        Path data = folder("good");
        refused(data, "x".repeat(51), "cannot be a product's code", "at most 50", "--product");
        refused(data, " ", "cannot be a product's code", "blank");
    }

    @Test
    void refusesAFolderThatIsNotThereOrIsAFile() throws IOException {
        refused(temporary.resolve("nowhere"), null, "nowhere does not exist", "train/good");
        refused(Files.createFile(temporary.resolve("file")), null, "file is not a folder");
    }

    @Test
    void refusesAFolderWithoutTrainingPictures() throws IOException {
        Path data = Files.createDirectories(temporary.resolve("pump/test/good"));
        refused(temporary.resolve("pump"), null, "good does not exist");
        assertThat(data).exists();
    }

    @Test
    void refusesTooFewTrainingPictures() throws IOException {
        Path data = folder("good");
        Files.delete(data.resolve("train/good/3.png"));
        refused(data, null, "must hold at least 8 pictures", "holds 7");
    }

    @Test
    void refusesAFolderWithNothingToInspect() throws IOException {
        Path data = folder();
        refused(data, null, "test does not exist");
        Files.createDirectories(data.resolve("test/good"));
        refused(data, null, "must hold pictures to inspect", "hold none");
    }

    private static void refused(Path data, String code, String... messages) {
        assertThatThrownBy(() -> DataFolder.read(data, Optional.ofNullable(code)))
                .isInstanceOfSatisfying(
                        QuickstartException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContainingAll(messages);
    }
}
