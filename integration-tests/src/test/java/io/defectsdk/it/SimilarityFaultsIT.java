package io.defectsdk.it;

import static io.defectsdk.it.KnownDefects.EACH;
import static io.defectsdk.it.KnownDefects.addProduct;
import static io.defectsdk.it.KnownDefects.deploy;
import static io.defectsdk.it.KnownDefects.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.storage.DirectoryObjectStore;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.database.TestDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a gallery while it is rebuilt, and what hands did to its rows. */
@Timeout(120)
class SimilarityFaultsIT {
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    private DefectSdk open() {
        return DefectSdk.builder().dataSource(database.dataSource()).build();
    }

    /** Does something when a file is opened for the n-th time. */
    private record Eventful(ObjectStore files, AtomicInteger opened, int at, Runnable event) implements ObjectStore {
        @Override
        public void put(String key, InputStream content) {
            files.put(key, content);
        }

        @Override
        public Optional<InputStream> open(String key) {
            if (opened.incrementAndGet() == at) {
                event.run();
            }
            return files.open(key);
        }

        @Override
        public boolean delete(String key) {
            return files.delete(key);
        }
    }

    @Test
    void aRebuildGoesOnWhateverHappensToPicturesMeanwhile(@TempDir Path folder) {
        AtomicInteger opened = new AtomicInteger();
        try (DefectSdk other = open();
                DefectSdk sdk = DefectSdk.builder()
                        .dataSource(database.dataSource())
                        .storage(Storage.of(
                                new Eventful(new DirectoryObjectStore(folder), opened, 3, () -> change(other, folder))))
                        .build()) {
            addProduct(sdk);
            opened.set(0);

            SimilarityIndex index = deploy(sdk).join();

            assertThat(index.summary().skipped())
                    .extracting(SkippedPicture::pictureId)
                    .containsExactly(9L, 10L, 11L);
            assertThat(search(sdk).pictures())
                    .extracting(found -> found.picture().id())
                    .containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L, 7L, 8L, 13L, 15L);
            assertThat(search(sdk).pictures())
                    .filteredOn(found -> found.picture().id() == 13)
                    .extracting(SimilarPicture::defectCode)
                    .containsExactly("cut");
            assertThat(Sql.column(
                            database.dataSource(),
                            "SELECT count(*) FROM defect_sdk.picture_embeddings WHERE image_id IN (3, 12, 14, 16)"))
                    .containsExactly("0");
        }
    }

    /** Files cut off, gone and no pictures; pictures retired (the one in hand, too), of another type, of no defect, and gone. */
    private void change(DefectSdk other, Path folder) {
        try {
            Path cut = file(folder, 9);
            byte[] bytes = Files.readAllBytes(cut);
            Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
            Files.delete(file(folder, 10));
            Files.writeString(file(folder, 11), "no picture any more");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        other.pictures().retire(3, Plant.ENGINEER);
        other.pictures().retire(12, Plant.ENGINEER);
        other.pictures().makeDefect(13, "cut", Plant.ENGINEER);
        other.pictures().makeNormal(14, Plant.ENGINEER);
        Sql.execute(database.dataSource(), "DELETE FROM defect_sdk.images WHERE image_id = 16");
    }

    private Path file(Path folder, long id) {
        return folder.resolve(
                Sql.column(database.dataSource(), "SELECT file_path FROM defect_sdk.images WHERE image_id = " + id)
                        .get(0));
    }

    @Test
    void namesAnEmbeddingThatIsNotOfItsSpaceAndMakesItAnewOnceItIsDeleted() {
        try (DefectSdk sdk = open()) {
            addProduct(sdk);
            deploy(sdk).join();
            Sql.execute(
                    database.dataSource(),
                    "UPDATE defect_sdk.picture_embeddings SET embedding = '\\x0000803f0000803f' WHERE image_id = 7");
            String key = Sql.column(
                            database.dataSource(),
                            "SELECT embedding_id FROM defect_sdk.picture_embeddings WHERE image_id = 7")
                    .get(0);

            assertThatExceptionOfType(SimilarityException.class)
                    .isThrownBy(() -> search(sdk))
                    .withMessageContaining("key " + key)
                    .withMessageContaining("has 2 dimensions, but those of its space have 384")
                    .matches(e -> e.code() == ErrorCode.INDEX_UNREADABLE);
            assertThatExceptionOfType(SimilarityException.class)
                    .isThrownBy(() -> deploy(sdk).join())
                    .withMessageContaining("key " + key);
            // as the message says
            Sql.execute(database.dataSource(), "DELETE FROM defect_sdk.picture_embeddings WHERE image_id = 7");
            assertThat(sdk.similarity().update(Plant.PRODUCT, Plant.ENGINEER).added())
                    .isEqualTo(1);
            assertThat(search(sdk).pictures()).hasSize(2 * EACH);
        }
    }

    @Test
    void leavesOutAPictureWhoseRegionLiesOutsideAndNamesOneThatCannotBeRead() {
        try (DefectSdk sdk = open()) {
            addProduct(sdk);
            List<DefectRegion> regions = List.of(new DefectRegion("rust", RegionShape.box(5, 5, 20, 20)));
            sdk.pictures().markRegions(1, regions, Plant.ENGINEER);
            Sql.execute(
                    database.dataSource(),
                    "UPDATE defect_sdk.image_regions SET shape = '{\"box\": [150, 150, 100, 100]}'");

            assertThat(deploy(sdk).join().summary().skipped()).singleElement().satisfies(skipped -> {
                assertThat(skipped.pictureId()).isEqualTo(1);
                assertThat(skipped.reason()).contains("100x100 at (150, 150)", "192x192", "markRegions");
            });
            assertThat(search(sdk).pictures()).hasSize(2 * EACH - 1);

            Sql.execute(database.dataSource(), "UPDATE defect_sdk.image_regions SET shape = '{\"circle\": 1}'");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> deploy(sdk).join())
                    .withMessageContaining("of picture 1 cannot be read");
        }
    }

    @Test
    void aRebuildGoesOnWhereAKilledProcessWas() throws Exception {
        try (DefectSdk sdk = open()) {
            addProduct(sdk);
            kill(5);
            String ids = "SELECT embedding_id FROM defect_sdk.picture_embeddings ORDER BY 1";
            List<String> kept = Sql.column(database.dataSource(), ids);
            assertThat(kept).hasSize(5);
            assertThat(sdk.similarity().activeIndex(Plant.PRODUCT)).isEmpty();

            deploy(sdk).join();

            assertThat(Sql.column(database.dataSource(), ids)).hasSize(2 * EACH).containsAll(kept);
            assertThat(search(sdk).pictures()).hasSize(2 * EACH);
        }
    }

    /** Has a process embed so many pictures, and kills it. */
    private void kill(int pictures) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RebuildInAProcess.class.getName(),
                        database.jdbcUrl(),
                        database.username(),
                        Integer.toString(pictures))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(database.password() + "\n");
            input.flush();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            assertThat(output.readLine()).isEqualTo("waiting");
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
