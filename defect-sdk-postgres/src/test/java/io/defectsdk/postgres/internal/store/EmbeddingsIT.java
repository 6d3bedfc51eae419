package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.inspection.Box;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.spi.EmbeddingStore.Entry;
import io.defectsdk.spi.EmbeddingStore.Part;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final String SPACE = "5a".repeat(32);

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @BeforeEach
    void addProducts() {
        for (String product : List.of("prod1", "prod2")) {
            stores.products().add(NewProduct.of(product, "주조"), Databases.ENGINEER, NOW);
            stores.defectTypes().add(NewDefectType.of(product, "hole", "기공"), Databases.ENGINEER, NOW);
            stores.defectTypes().add(NewDefectType.of(product, "burr", "버"), Databases.ENGINEER, NOW);
        }
    }

    @AfterEach
    void close() {
        stores.close();
    }

    /** A picture with one region and an embedding of each. */
    private RegisteredPicture embedded(int number) {
        String key = "k" + number;
        stores.uploads().begin(key);
        RegisteredPicture picture = stores.pictures()
                .add(
                        new PictureStore.Row(
                                "prod1",
                                PictureType.DEFECT,
                                Optional.of("hole"),
                                number + ".png",
                                key,
                                new StoredContent("%064x".formatted(number), 1),
                                64,
                                48,
                                List.of(new DefectRegion("burr", RegionShape.box(1, 2, 3, 4)))),
                        Databases.ENGINEER,
                        NOW);
        assertThat(put(picture)).isTrue();
        return picture;
    }

    private boolean put(RegisteredPicture picture) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part(Optional.empty(), RegionSource.WHOLE, Optional.empty(), Embedding.of(new float[] {1, -0.5f})));
        stores.embeddings().pictures("prod1", SPACE, picture.id() - 1, 1).stream()
                .flatMap(there -> there.drawn().keySet().stream())
                .forEach(region -> parts.add(new Part(
                        Optional.of(new Box(1, 2, 3, 4)),
                        RegionSource.DRAWN,
                        Optional.of(region),
                        Embedding.of(new float[] {3, 4}))));
        String sha256 = picture.content().orElseThrow().sha256();
        return stores.embeddings().put(picture.id(), sha256, SPACE, Optional.of("7c".repeat(32)), parts, NOW);
    }

    private List<Entry> gallery() {
        return stores.embeddings().entries("prod1", SPACE, 0, 100);
    }

    private String state() {
        return stores.embeddings().state("prod1", SPACE);
    }

    @Test
    void writesFloatsInLittleEndianOrder() {
        embedded(1);

        assertThat(database.rows("SELECT source, encode(embedding, 'hex'), encode(derived_by, 'hex'), box_x, box_height"
                        + " FROM sdk.picture_embeddings ORDER BY embedding_id"))
                .containsExactly(
                        "whole|0000803f000000bf|" + "7c".repeat(32) + "|null|null", "drawn|0000404000008040|null|1|4");
    }

    /** What began first may end last: neither the greatest key nor the latest time tells of it. */
    @Test
    void tellsOfRowsThatWereWrittenEarlierAndCommittedLater() throws Exception {
        RegisteredPicture late = embedded(1);
        embedded(2);
        stores.pictures().setActive(late.id(), false, Databases.ENGINEER, NOW);
        try (Connection slow = database.source().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("UPDATE sdk.images SET is_active = TRUE WHERE image_id = " + late.id());
            embedded(3);
            String before = state();
            List<Entry> entries = gallery();
            assertThat(entries).hasSize(4);

            slow.commit();

            assertThat(gallery()).hasSize(6).containsAll(entries);
            assertThat(state()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sdk.images SET file_name = 'renamed.png'",
                "UPDATE sdk.images SET file_path = 'elsewhere'",
                "UPDATE sdk.images SET uploaded_at = '2020-01-01T00:00:00Z'",
                "UPDATE sdk.images SET content_sha256 = NULL",
                "UPDATE sdk.images SET product_id = 2",
                "UPDATE sdk.images SET defect_type_id = NULL",
                "UPDATE sdk.defect_types SET defect_code = 'pore' WHERE defect_code = 'hole'",
                "UPDATE sdk.defect_types SET defect_code = 'flash' WHERE defect_code = 'burr'",
                "DELETE FROM sdk.image_regions",
                "DELETE FROM sdk.picture_embeddings WHERE source = 'whole'",
                "DELETE FROM sdk.images"
            })
    void tellsOfWhatWasChangedByHand(String sql) {
        embedded(1);
        String state = state();
        List<Entry> entries = gallery();

        database.execute(sql);

        assertThat(gallery()).isNotEqualTo(entries);
        assertThat(state()).isNotEqualTo(state);
    }

    @Test
    void losesNothingButTheRegionWithARegion() {
        embedded(1);
        database.execute("DELETE FROM sdk.image_regions");

        assertThat(gallery()).extracting(Entry::source).containsExactly(RegionSource.WHOLE);
        database.execute("DELETE FROM sdk.images");
        assertThat(database.value("SELECT count(*) FROM sdk.picture_embeddings"))
                .isEqualTo("0");
    }

    @Test
    void followsAPictureThatWasGivenToAnotherProduct() {
        RegisteredPicture picture = embedded(1);
        List<Long> ids = gallery().stream().map(Entry::id).toList();

        database.execute("UPDATE sdk.images SET product_id = 2, defect_type_id ="
                + " (SELECT max(defect_type_id) FROM sdk.defect_types)");

        assertThat(gallery()).isEmpty();
        assertThat(stores.embeddings().entries("prod2", SPACE, 0, 10))
                .allSatisfy(entry -> assertThat(entry.picture().productCode()).isEqualTo("prod2"))
                .extracting(Entry::id)
                .isEqualTo(ids);
        assertThat(stores.embeddings().pictures("prod2", SPACE, 0, 10))
                .singleElement()
                .satisfies(there -> {
                    assertThat(there.picture().id()).isEqualTo(picture.id());
                    assertThat(there.whole()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"000080, 3 bytes", "'', 0 values", "0000803f0000c07f, value 1 of 2", "0000000000000000, are 0"})
    void namesTheKeyOfADamagedEmbedding(String bytes, String why) {
        embedded(1);
        long id = gallery().get(1).id();
        database.execute(
                "ALTER TABLE sdk.picture_embeddings DROP CONSTRAINT picture_embeddings_length_check",
                "UPDATE sdk.picture_embeddings SET embedding = decode('" + bytes + "', 'hex') WHERE embedding_id = "
                        + id);

        assertThatThrownBy(() ->
                        stores.embeddings().values(List.of(gallery().get(0).id(), id)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("key " + id)
                .hasMessageContaining(why);
        assertThat(stores.embeddings().values(List.of(gallery().get(0).id()))).hasSize(1);
    }

    @Test
    void writesTheSeedsResultData() {
        VoteCalibration calibration = new VoteCalibration(5, 0.8, 0.5, 40, 0.75, 0.95, List.of());
        IndexSummary summary = new IndexSummary(
                "ViT-B-32/openai",
                "ab".repeat(32),
                Framing.CENTRE_CROP,
                512,
                40,
                17,
                23,
                calibration,
                calibration,
                0.5,
                1,
                List.of(new SkippedPicture(7, "a.png", "no picture")));
        String artifact = stores.artifacts().put("similarity", new byte[] {1, 2, 3});
        DeploymentRecord run = stores.deployments()
                .start(DeploymentType.CLIP_REBUILD, "prod1", Databases.ENGINEER, NOW.minusMillis(12_500));

        stores.deployments().complete(run.id(), artifact, SPACE, summary, "done", NOW);

        assertThat(database.value("SELECT result_data ->> 'num_images', result_data ->> 'embedding_dim',"
                        + " (result_data ->> 'processing_time')::numeric, result_data ->> 'skipped_images',"
                        + " result_data ->> 'encoder', result_data ->> 'encoder_sha256',"
                        + " result_data ->> 'index_version', result_data ->> 'index_sha256' FROM sdk.deployment_logs"))
                .isEqualTo("40|512|12.5|1|ViT-B-32/openai|" + "ab".repeat(32) + "|1|" + artifact);
    }

    @Test
    void keepsTheOldIndexAndItsEmbeddingsWhenTheSwitchFailsHalfway() {
        embedded(1);
        VoteCalibration calibration = new VoteCalibration(5, 0.8, 0.5, 40, 0.75, 0.95, List.of());
        IndexSummary summary = new IndexSummary(
                "e", "ab".repeat(32), Framing.STRETCH, 2, 1, 1, 0, calibration, calibration, 0.5, 0, List.of());
        String artifact = stores.artifacts().put("similarity", new byte[] {1, 2, 3});
        DeploymentRecord run =
                stores.deployments().start(DeploymentType.CLIP_REBUILD, "prod1", Databases.ENGINEER, NOW);
        // the audit entry is the last thing written
        database.execute(
                "ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (action <> 'similarity.activate') NOT VALID");

        assertThatThrownBy(
                        () -> stores.deployments().complete(run.id(), artifact, "6b".repeat(32), summary, "done", NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("constraint full_up");

        assertThat(stores.similarityIndexes().list("prod1")).isEmpty();
        assertThat(gallery()).hasSize(2);
        assertThat(stores.deployments().find(run.id())).contains(run);
    }
}
