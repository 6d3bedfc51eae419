package io.defectsdk.it;

import static io.defectsdk.it.KnownDefects.EACH;
import static io.defectsdk.it.KnownDefects.addProduct;
import static io.defectsdk.it.KnownDefects.deploy;
import static io.defectsdk.it.KnownDefects.picture;
import static io.defectsdk.it.KnownDefects.register;
import static io.defectsdk.it.KnownDefects.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.database.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searching for similar defects on PostgreSQL and by the packaged backbone. */
@Timeout(180)
class SimilarityIT {
    private static void within(Duration time, BooleanSupplier happens) throws InterruptedException {
        Instant deadline = Instant.now().plus(time);
        while (!happens.getAsBoolean()) {
            assertThat(Instant.now()).as("it happens within %s", time).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void findsWhatIsWrongAndRecordsIt() {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = DefectSdk.builder()
                        .dataSource(database.dataSource())
                        .threads(2)
                        .build()) {
            addProduct(sdk);
            Plant.teach(sdk);
            SimilarityIndex index = deploy(sdk).join();
            assertThat(index.summary().derivedRegions()).isGreaterThanOrEqualTo(2 * EACH);

            Inspection inspection = sdk.inspector().inspect(Plant.inspect(picture("cut", 901)));
            SimilarityResult result = sdk.similarity().search(SimilarityQuery.of(inspection));

            assertThat(result.mode()).isEqualTo(SimilarityMode.REGION);
            assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.ANSWERED);
            assertThat(result.vote().defectCode()).contains("cut");
            assertThat(sdk.similarity()
                            .find(result.id().orElseThrow())
                            .orElseThrow()
                            .search())
                    .isEqualTo(result.record());
            assertThat(Sql.column(
                            database.dataSource(),
                            "SELECT product_code || ' ' || defect_code || ' ' || jsonb_array_length(top_k_results) || ' '"
                                    + " || (top_k_results -> 0 ? 'image_path') || (top_k_results -> 0 ? 'image_name')"
                                    + " || (top_k_results -> 0 ? 'similarity') || (top_k_results -> 0 ? 'rank')"
                                    + " FROM defect_sdk.search_history"))
                    .containsExactly("prod1 cut 5 truetruetruetrue");
            assertThat(Sql.column(
                            database.dataSource(),
                            "SELECT result_data ->> 'num_images' || ' ' || (result_data ->> 'embedding_dim')"
                                    + " FROM defect_sdk.deployment_logs WHERE deploy_type = 'clip_rebuild'"))
                    .containsExactly("16 384");
            assertThat(sdk.similarity().contactSheet(result).html()).contains("베임 (cut)");
        }
    }

    @Test
    void otherProcessesSeeWhatChanged() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk office =
                        DefectSdk.builder().dataSource(database.dataSource()).build();
                DefectSdk line =
                        DefectSdk.builder().dataSource(database.dataSource()).build()) {
            addProduct(office);
            deploy(office).join();
            List<SimilarPicture> before = search(line).pictures();
            assertThat(before).hasSize(2 * EACH);
            long first = before.get(0).picture().id();

            office.pictures().retire(first, Plant.ENGINEER);
            within(Duration.ofSeconds(20), () -> search(line).pictures().size() == 2 * EACH - 1);
            office.pictures().restore(first, Plant.ENGINEER);
            within(Duration.ofSeconds(20), () -> search(line).pictures().equals(before));
            long added = register(office, "rust", 555).id();
            office.similarity().update(Plant.PRODUCT, Plant.ENGINEER);
            within(Duration.ofSeconds(20), () -> search(line).pictures().stream()
                    .anyMatch(similar -> similar.picture().id() == added));
            SimilarityIndex second = deploy(office).join();
            within(Duration.ofSeconds(20), () -> search(line).index().equals(second));
            assertThat(search(line).pictures()).isEqualTo(search(office).pictures());
        }
    }

    @Test
    void aFileThatIsDamagedIsLeftOut(@TempDir Path folder) throws IOException {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = DefectSdk.builder()
                        .dataSource(database.dataSource())
                        .storage(Storage.directory(folder))
                        .build()) {
            addProduct(sdk);
            RegisteredPicture broken = register(sdk, "rust", 700);
            Files.writeString(folder.resolve(broken.storageKey()), "no picture any more");

            SimilarityIndex index = deploy(sdk).join();

            assertThat(index.summary().pictures()).isEqualTo(2 * EACH);
            assertThat(index.summary().skippedPictures()).isEqualTo(1);
            assertThat(index.summary().skipped())
                    .extracting(SkippedPicture::pictureId)
                    .containsExactly(broken.id());
            assertThat(sdk.similarity().activeIndex(Plant.PRODUCT)).contains(index);
            assertThat(search(sdk).pictures())
                    .hasSize(2 * EACH)
                    .noneMatch(similar -> similar.picture().id() == broken.id());
        }
    }

    @Test
    void aDatabaseThatGoesAwayStopsNoSearchAndLosesNoWork() throws Exception {
        try (TestServer server = TestServer.startedDurable()) {
            DatabaseOptions options = DatabaseOptions.builder(server.jdbcUrl(), server.username(), server.password())
                    .poolSize(4)
                    .connectionTimeout(Duration.ofMillis(500))
                    .build();
            try (DefectSdk sdk = DefectSdk.builder()
                    .database(options)
                    .recordTimeout(Duration.ofSeconds(1))
                    .build()) {
                addProduct(sdk);
                DeploymentRun<SimilarityIndex> broken = deploy(sdk);
                stopAfterSome(broken, server::stop);
                assertThatThrownBy(broken::join).isInstanceOf(DefectSdkException.class);
                server.start();
                List<String> kept = embeddings(server);
                assertThat(kept).isNotEmpty().hasSizeLessThan(2 * EACH);

                within(Duration.ofSeconds(60), () -> answers(sdk));
                SimilarityIndex index = deploy(sdk).join();
                assertThat(embeddings(server)).hasSize(2 * EACH).containsAll(kept);
                SimilarityResult before = search(sdk);
                assertThat(before.recorded()).isTrue();

                server.stop();
                for (int i = 0; i < 5; i++) {
                    SimilarityResult away = search(sdk);
                    assertThat(away.pictures()).isEqualTo(before.pictures());
                    assertThat(away.vote()).isEqualTo(before.vote());
                    assertThat(away.recorded()).isFalse();
                    assertThat(away.notRecordedReason().orElseThrow())
                            .isNotBlank()
                            .doesNotContain(server.password());
                }
                server.start();
                within(Duration.ofSeconds(60), () -> search(sdk).recorded());
                assertThat(sdk.similarity().activeIndex(Plant.PRODUCT)).contains(index);
            }
        }
    }

    private static boolean answers(DefectSdk sdk) {
        try {
            return sdk.catalog().findProduct(Plant.PRODUCT).isPresent();
        } catch (StoreException e) {
            return false;
        }
    }

    private static void stopAfterSome(DeploymentRun<SimilarityIndex> run, Runnable stop) {
        Consumer<DeploymentProgress> once = new Consumer<>() {
            private boolean stopped;

            @Override
            public void accept(DeploymentProgress progress) {
                if (!stopped && progress.phase() == DeploymentPhase.EMBEDDING && progress.done() >= 5) {
                    stopped = true;
                    stop.run();
                }
            }
        };
        run.onProgress(once);
    }

    private static List<String> embeddings(TestServer server) {
        return Sql.column(server.dataSource(), "SELECT embedding_id FROM defect_sdk.picture_embeddings ORDER BY 1");
    }
}
