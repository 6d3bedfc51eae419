package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SearchRecord.Found;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchesIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00.123456Z");

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @AfterEach
    void close() {
        stores.close();
    }

    private void insert(String results) {
        database.execute("""
                INSERT INTO sdk.search_history
                    (searched_at, uploaded_image_path, product_code, defect_code, top_k_results, processing_time)
                VALUES ('2025-11-09T00:30:00Z', '/uploads/1.jpeg', 'prod1', 'burr', '%s', 0.25)
                """.formatted(results));
    }

    private List<Found> results() {
        return stores.searches().recent("prod1", 1).get(0).search().results();
    }

    private static Found found(int rank, String path, String name, double similarity) {
        return new Found(rank, path, name, similarity, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void readsRowsAsTheDataModelShowsThem() {
        insert("""
                [{"rank": 1, "image_path": "/data/def_split/prod1_burr_021.jpeg", "image_name": "prod1_burr_021.jpeg",
                  "similarity": 0.9884},
                 {"rank": 2, "image_path": "/data/def_split/prod1_burr_013.jpeg", "similarity": 0.9521}]
                """);

        assertThat(stores.searches().find(1))
                .contains(new SearchEntry(
                        1,
                        new SearchRecord(
                                Instant.parse("2025-11-09T00:30:00Z"),
                                "prod1",
                                Optional.empty(),
                                "/uploads/1.jpeg",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("burr"),
                                List.of(
                                        found(1, "/data/def_split/prod1_burr_021.jpeg", "prod1_burr_021.jpeg", 0.9884),
                                        found(2, "/data/def_split/prod1_burr_013.jpeg", "prod1_burr_013.jpeg", 0.9521)),
                                Optional.of(Duration.ofMillis(250)),
                                Optional.empty())));
    }

    @Test
    void readsWhatAnotherSystemWroteAsWellAsCanBe() {
        insert("""
                [{}, "C:\\\\data\\\\b.jpeg", null, 7, [1],
                 {"rank": "3", "image_path": 5, "image_name": null, "similarity": "0.5", "image_id": 1e30,
                  "defect_code": null, "picture_similarity": "x"},
                 {"rank": 9, "image_path": "/d/e.jpeg", "similarity": null, "image_id": 4, "defect_code": "hole"}]
                """);

        assertThat(results())
                .containsExactly(
                        found(1, "", "", Double.NaN),
                        found(2, "C:\\data\\b.jpeg", "b.jpeg", Double.NaN),
                        found(3, "", "", Double.NaN),
                        found(4, "7", "7", Double.NaN),
                        found(5, "[1]", "[1]", Double.NaN),
                        found(3, "5", "5", 0.5),
                        new Found(
                                9,
                                "/d/e.jpeg",
                                "e.jpeg",
                                Double.NaN,
                                Optional.of(4L),
                                Optional.of("hole"),
                                Optional.empty()));
    }

    @Test
    void readsARowWithoutProductAndWithTimesThatAreNone() {
        database.execute("""
                INSERT INTO sdk.search_history (uploaded_image_path, top_k_results, processing_time)
                VALUES ('/a', '[]', 'NaN'), ('/b', '[]', 'Infinity'), ('/c', '[]', NULL), ('/d', '[]', -1.5)
                """);

        for (long id = 1; id <= 4; id++) {
            SearchRecord search = stores.searches().find(id).orElseThrow().search();
            assertThat(search.productCode()).isEmpty();
            assertThat(search.processingTime())
                    .isEqualTo(id < 4 ? Optional.empty() : Optional.of(Duration.ofMillis(-1_500)));
        }
    }

    @Test
    void saysWhichColumnIsUnreadable() {
        insert("[]");
        database.execute("UPDATE sdk.search_history SET vote = '{\"outcome\": \"GUESSED\", \"shares\": []}'");

        assertThatThrownBy(() -> stores.searches().find(1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("search_history.vote");
    }

    @Test
    void writesTheDataModelsColumns() {
        stores.searches()
                .add(new SearchRecord(
                        NOW,
                        "prod1",
                        Optional.of(SimilarityMode.REGION),
                        "2026/11/x.jpg",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("ab".repeat(32)),
                        Optional.of("{\"top_k\": 5}"),
                        Optional.of(new TypeVote(
                                TypeVote.Outcome.ANSWERED,
                                Optional.of("burr"),
                                0.9,
                                List.of(new TypeVote.Share("burr", 1)))),
                        Optional.of("burr"),
                        List.of(new Found(
                                1, "k/a.png", "a.png", 0.9884, Optional.of(7L), Optional.of("burr"), Optional.of(0.5))),
                        Optional.of(Duration.ofMillis(1_250)),
                        Optional.of(Databases.ENGINEER)));

        assertThat(database.value("SELECT searched_at = '2026-11-23T01:00:00.123456Z', uploaded_image_path,"
                        + " product_code, defect_code, top_k_results, processing_time FROM sdk.search_history"))
                .isEqualTo("t|2026/11/x.jpg|prod1|burr|[{\"rank\": 1, \"image_id\": 7, \"image_name\": \"a.png\","
                        + " \"image_path\": \"k/a.png\", \"similarity\": 0.9884, \"defect_code\": \"burr\","
                        + " \"picture_similarity\": 0.5}]|1.25");
        assertThat(database.value("SELECT mode, encode(encoder_sha256, 'hex'), filters, vote ->> 'outcome',"
                        + " vote ->> 'defect_code', actor_id, actor_name, actor_role, actor_vouched"
                        + " FROM sdk.search_history"))
                .isEqualTo("region|" + "ab".repeat(32) + "|{\"top_k\": 5}|ANSWERED|burr|null|품질 엔지니어|admin|t");
    }

    @Test
    void isCountedByTheDashboard() {
        database.execute("INSERT INTO sdk.products (product_code, product_name) VALUES ('prod1', '주조 A')");
        insert("[]");
        insert("[]");

        assertThat(database.value("SELECT total_search_count FROM sdk.v_dashboard_stats"))
                .isEqualTo("2");
    }
}
