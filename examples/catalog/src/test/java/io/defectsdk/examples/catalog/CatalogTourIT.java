package io.defectsdk.examples.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTourIT {
    @TempDir
    private Path folder;

    @Test
    void leadsFromAnEmptyDatabaseToATaughtProduct() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream standard = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Inspection inspection;
        try (TestDatabase database = TestDatabase.create()) {
            inspection = CatalogTour.tour(
                    DatabaseOptions.builder(database.jdbcUrl(), database.username(), database.password())
                            .build(),
                    PlantFiles.make(folder),
                    Passwords.random());
        } finally {
            System.setOut(standard);
        }

        assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
        assertThat(inspection.recorded()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(PlantFiles.GOOD_PARTS + " added, 1 there before, 1 refused of " + (PlantFiles.GOOD_PARTS + 2))
                .contains("broken.png: ")
                .contains(PlantFiles.GOOD_PARTS + " pictures of good parts")
                .contains("picture.retire is for admins, but lee is a WORKER")
                .contains("grayscale=true")
                .contains("kim recipe.activate product:prod1");
        // forty good ones, a defect and a manual, the storage's mark, and nothing that is not registered
        try (Stream<Path> files = Files.walk(folder.resolve("storage"))) {
            List<Path> stored = files.filter(Files::isRegularFile).toList();
            assertThat(stored).hasSize(PlantFiles.GOOD_PARTS + 3);
        }
    }
}
