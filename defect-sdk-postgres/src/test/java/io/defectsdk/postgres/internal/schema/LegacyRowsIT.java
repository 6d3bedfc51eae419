package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mends on rows that were there before, which an adopted database brings along. */
class LegacyRowsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();

    @BeforeEach
    void migrateAroundTheSeedsSampleRows() {
        database.execute("CREATE EXTENSION pg_trgm");
        flyway("1");
        database.execute("""
                INSERT INTO old.users (username, password_hash, user_type, full_name) VALUES
                ('admin', '$2b$12$...', 'admin', '시스템 관리자'), ('worker1', '$2b$12$...', 'worker', '작업자1')
                """, """
                INSERT INTO old.products (product_code, product_name, description, is_active, created_at) VALUES
                ('prod1', '주조 제품 A형', '주조 공정 제품', TRUE, '2025-11-09 09:00:00'),
                ('prod2', '주조 제품 B형', '주조 공정 제품', NULL, NULL)
                """, """
                INSERT INTO old.defect_types (product_id, defect_code, defect_name_ko, full_name_ko) VALUES
                (1, 'normal', '정상', '정상 제품'), (1, 'hole', '기공', '기공 (주조 결함)')
                """, """
                INSERT INTO old.images (product_id, image_type, defect_type_id, file_name, file_path) VALUES
                (1, 'normal', NULL, 'prod1_ok_0_129.jpeg', '/data/prod1_ok_0_129.jpeg'),
                (1, 'defect', 2, 'prod1_hole_001.jpeg', '/data/prod1_hole_001.jpeg'),
                (1, 'defect', 2, 'prod1_hole_001.jpeg', '/data/prod1_hole_001.jpeg')
                """, """
                INSERT INTO old.manuals (product_id, file_name, file_path, created_at, vector_indexed) VALUES
                (1, 'prod1_menual.pdf', '/manual_store/prod1_menual.pdf', '2025-11-09 09:00:00', TRUE)
                """, """
                INSERT INTO old.model_params (product_id, model_type, params, is_active) VALUES
                (1, 'patchcore', '{"image_threshold": 0.5}', TRUE),
                (1, 'patchcore', '{"image_threshold": 0.85}', TRUE),
                (1, 'clip', '{"top_k": 5}', TRUE),
                (NULL, 'clip', '{"top_k": 3}', TRUE),
                (NULL, 'clip', '{"top_k": 4}', TRUE)
                """, """
                INSERT INTO old.search_history (searched_at, uploaded_image_path, product_code, top_k_results)
                VALUES ('2025-11-09 00:30:00', '/up/1.jpeg', 'prod1', '[{"rank": 1}]')
                """, """
                INSERT INTO old.response_history (search_id, product_code, defect_code, feedback_rating)
                VALUES (1, 'prod1', 'hole', 5), (1, 'prod1', 'hole', NULL), (NULL, 'gone', 'hole', NULL)
                """, """
                INSERT INTO old.deployment_logs (deploy_type, product_id, status, result_data, deployed_by)
                VALUES ('clip_rebuild', 1, 'completed', '{"num_images": 50}', 1),
                       ('patchcore_create', 1, 'completed', '{"num_patches": 614}', 1)
                """);
        flyway("latest");
    }

    private void flyway(String target) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(database.source())
                .schemas("old")
                .locations("classpath:io/defectsdk/postgres/migration")
                .placeholders(Map.of(
                        "schema", "\"old\"", "legacyTimeZone", "Asia/Seoul", "trigrams", "public", "adopted", "TRUE"))
                .target(target)
                .load()
                .migrate();
    }

    @Test
    void readsOldTimesInTheZoneTheyWereWrittenIn() {
        assertThat(database.value("SELECT searched_at = '2025-11-08 15:30:00Z' FROM old.search_history"))
                .isEqualTo("t");
        assertThat(database.value("SELECT created_at = '2025-11-09 00:00:00Z' FROM old.products WHERE product_id = 1"))
                .isEqualTo("t");
    }

    @Test
    void writesTheConfigurationsTimeInTheSameZoneAsItReadsIt() {
        assertThat(database.value("SELECT count(*) FROM old.system_config"
                        + " WHERE updated_at BETWEEN now() - interval '5 minutes' AND now()"))
                .isEqualTo("7");
    }

    @Test
    void losesNoRowAndKeepsIds() {
        Map.of(
                        "users", 2,
                        "products", 2,
                        "defect_types", 2,
                        "images", 3,
                        "manuals", 1,
                        "model_params", 5,
                        "search_history", 1,
                        "response_history", 3,
                        "deployment_logs", 2)
                .forEach((table, rows) -> assertThat(database.value("SELECT count(*) FROM old." + table))
                        .as(table)
                        .isEqualTo(rows.toString()));
        assertThat(database.rows("SELECT image_id, defect_type_id FROM old.images ORDER BY 1"))
                .containsExactly("1|null", "2|2", "3|2");
        database.execute("INSERT INTO old.products (product_code, product_name) VALUES ('next', 'n')");
        assertThat(database.value("SELECT product_id FROM old.products WHERE product_code = 'next'"))
                .isEqualTo("3");
    }

    @Test
    void takesNoAnswerForInactiveAndNoTimeForUnknown() {
        assertThat(database.value(
                        "SELECT is_active, created_at = 'epoch' FROM old.products WHERE product_code = 'prod2'"))
                .isEqualTo("f|t");
    }

    @Test
    void leavesTheLatestOfSeveralActiveParameters() {
        assertThat(database.rows("SELECT param_id FROM old.model_params WHERE is_active ORDER BY 1"))
                .containsExactly("2", "3", "5");
        assertThatThrownBy(
                        () -> database.execute("INSERT INTO old.model_params (product_id, model_type, params, version)"
                                + " VALUES (NULL, 'clip', '{}', 3)"))
                .hasMessageContaining("model_params_one_active");
        assertThatThrownBy(
                        () -> database.execute("INSERT INTO old.model_params (product_id, model_type, params, version)"
                                + " VALUES (1, 'clip', '{}', 2)"))
                .hasMessageContaining("model_params_one_active");
    }

    @Test
    void numbersTheVersionsOfParametersOfEachProductAndOfAll() {
        assertThat(database.rows("SELECT product_id, model_type, version FROM old.model_params ORDER BY param_id"))
                .containsExactly("1|patchcore|1", "1|patchcore|2", "1|clip|1", "null|clip|1", "null|clip|2");
    }

    @Test
    void marksThresholdsThatWereOnNoScaleAndKeepsTheirValues() {
        assertThat(database.rows("SELECT config_key, config_value FROM old.system_config WHERE unscaled ORDER BY 1"))
                .containsExactly("default_image_threshold|0.85", "default_pixel_threshold|0.90");
        assertThat(database.rows("SELECT param_id, params FROM old.model_params WHERE unscaled ORDER BY 1"))
                .containsExactly("1|{\"image_threshold\": 0.5}", "2|{\"image_threshold\": 0.85}");
    }

    @Test
    void takesFilesThatNobodyHasReadYetWithoutAHash() {
        assertThat(database.rows("SELECT manual_id, file_path, revision, is_active, updated_at = '2025-11-09 00:00Z'"
                        + " FROM old.manuals WHERE content_sha256 IS NULL AND file_size IS NULL"))
                .containsExactly("1|/manual_store/prod1_menual.pdf|1|t|t");
        assertThat(database.value("SELECT count(*) FROM old.images"
                        + " WHERE content_sha256 IS NULL AND width IS NULL AND is_active"))
                .isEqualTo("3");
    }

    @Test
    void keepsTheStateThatTheOldViewShowed() {
        assertThat(database.rows("SELECT product_code, defect_name_ko, status FROM old.v_recent_inspections"
                        + " ORDER BY response_id"))
                .containsExactly("prod1|기공|조치완료", "prod1|기공|미조치", "gone|null|미조치");
    }

    @Test
    void keepsProductsThatSomethingRefersTo() {
        assertThatThrownBy(() -> database.execute("DELETE FROM old.products WHERE product_id = 1"))
                .hasMessageContaining("violates");
        assertThat(database.value("SELECT count(*) FROM old.images")).isEqualTo("3");
    }

    @Test
    void registersAPictureOncePerProduct() {
        String supply = "UPDATE old.images SET content_sha256 = sha256('x'), file_size = 1, width = 1, height = 1"
                + " WHERE image_id = ";
        database.execute(supply + 2);
        assertThatThrownBy(() -> database.execute(supply + 3)).hasMessageContaining("images_content_once");
    }

    @Test
    void acceptsCancelledDeployments() {
        database.execute("UPDATE old.deployment_logs SET status = 'cancelled' WHERE deploy_id = 1");
        assertThatThrownBy(() -> database.execute("UPDATE old.deployment_logs SET status = 'lost' WHERE deploy_id = 1"))
                .hasMessageContaining("deploy_status_check");
    }
}
