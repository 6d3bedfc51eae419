package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();

    @BeforeEach
    void fill() {
        database.execute(
                "INSERT INTO sdk.products (product_code, product_name) VALUES ('prod1', '주조 A'), ('prod2', '주조 B')",
                "INSERT INTO sdk.products (product_code, product_name, is_active) VALUES ('old', '단종', FALSE)");
    }

    @Test
    void dashboardCountsEachTableByItself() {
        database.execute(
                """
                INSERT INTO sdk.defect_types (product_id, defect_code, defect_name_ko)
                VALUES (1, 'hole', '기공'), (1, 'burr', '버'), (2, 'normal', '정상'), (2, 'hole', '기공')
                """,
                """
                INSERT INTO sdk.images (product_id, image_type, file_name, file_path)
                SELECT 1, CASE WHEN n <= 5 THEN 'normal' WHEN n <= 8 THEN 'defect' ELSE 'test' END, 'n' || n, '/n'
                FROM generate_series(1, 10) n
                """,
                """
                INSERT INTO sdk.search_history (uploaded_image_path, product_code, top_k_results)
                SELECT '/p', 'prod1', '[]' FROM generate_series(1, 7)
                """,
                // ratings 1, 5, 5 and none: 3.67, whatever the other tables hold
                """
                INSERT INTO sdk.response_history (product_code, defect_code, feedback_rating)
                VALUES ('prod1', 'hole', 1), ('prod1', 'hole', 5), ('prod1', 'burr', 5), ('prod1', 'burr', NULL)
                """);
        assertThat(database.rows("SELECT * FROM sdk.v_dashboard_stats ORDER BY product_code"))
                .containsExactly("prod1|주조 A|5|3|2|7|4|3|3.67", "prod2|주조 B|0|0|1|0|0|0|null");
    }

    @Test
    void dashboardLeavesOutWhatIsRetired() {
        database.execute("""
                INSERT INTO sdk.defect_types (product_id, defect_code, defect_name_ko, is_active)
                VALUES (1, 'hole', '기공', TRUE), (1, 'burr', '버', FALSE)
                """, """
                INSERT INTO sdk.images (product_id, image_type, file_name, file_path, is_active)
                VALUES (1, 'normal', 'a', '/a', TRUE), (1, 'normal', 'b', '/b', FALSE), (1, 'defect', 'c', '/c', FALSE)
                """);
        assertThat(database.rows("SELECT * FROM sdk.v_dashboard_stats WHERE product_code = 'prod1'"))
                .containsExactly("prod1|주조 A|1|0|1|0|0|0|null");
    }

    @Test
    void recentInspectionsFindTheKoreanNameThroughTheProduct() {
        database.execute("""
                INSERT INTO sdk.defect_types (product_id, defect_code, defect_name_ko)
                VALUES (1, 'hole', '기공'), (2, 'hole', '구멍')
                """, """
                INSERT INTO sdk.response_history (executed_at, product_code, defect_code, anomaly_score, feedback_rating)
                VALUES ('2025-01-01Z', 'prod2', 'hole', 1.5, 4)
                """, """
                INSERT INTO sdk.response_history (executed_at, product_code, action_status, anomaly_score)
                VALUES ('2025-01-02Z', 'prod1', 'done', 2.5)
                """);
        assertThat(database.rows("SELECT product_name, defect_code, defect_name_ko, anomaly_score, status,"
                        + " feedback_rating FROM sdk.v_recent_inspections"))
                .containsExactly("주조 A|unknown|미분류|2.5|조치완료|null", "주조 B|hole|구멍|1.5|미조치|4");
    }

    @Test
    void recentInspectionsHoldInspectionsWithAndWithoutAGuide() {
        recipe();
        inspection(1, "OK", 0.5);
        inspection(2, "NG", 3.5);
        inspection(3, "NG", 4.5);
        database.execute(
                "INSERT INTO sdk.defect_types (product_id, defect_code, defect_name_ko) VALUES (1, 'burr', '버')",
                "INSERT INTO sdk.response_history (executed_at, product_code, defect_code) VALUES ('2025-06-01Z', 'old', 'x')",
                "INSERT INTO sdk.response_history (product_code, defect_code, inspection_id, similarity_score)"
                        + " VALUES ('prod1', 'burr', '" + id(3) + "', 0.9)",
                "INSERT INTO sdk.response_history (product_code, defect_code, inspection_id, similarity_score,"
                        + " action_status, executed_at) VALUES ('prod1', 'burr', '" + id(3) + "', 0.8, 'done',"
                        + " now() + interval '1 minute')");
        assertThat(database.rows("SELECT extract(day FROM executed_at AT TIME ZONE 'UTC'), product_code, defect_code,"
                        + " defect_name_ko, similarity_score, anomaly_score, status, verdict"
                        + " FROM sdk.v_recent_inspections"))
                .containsExactly(
                        "3|prod1|burr|버|0.8|4.5|조치완료|NG",
                        "2|prod1|unknown|미분류|null|3.5|미조치|NG",
                        "1|prod1|normal|정상|null|0.5|조치불필요|OK",
                        "1|old|x|null|null|null|미조치|null");
    }

    @Test
    void recentInspectionsAreTheNewestFifty() {
        recipe();
        for (int day = 1; day <= 28; day++) {
            inspection(day, "OK", day);
        }
        database.execute("""
                INSERT INTO sdk.response_history (executed_at, product_code, defect_code)
                SELECT timestamptz '2026-07-05 12:00Z' - n * interval '1 day', 'prod1', 'hole'
                FROM generate_series(0, 59) n
                """);
        assertThat(database.value("SELECT count(*) FROM sdk.v_recent_inspections"))
                .isEqualTo("50");
        // from both, by time: 5 July back to 1 July holds 5 guides and 5 inspections
        assertThat(database.value("SELECT count(*) FILTER (WHERE inspection_id IS NULL) || ' ' || count(inspection_id)"
                        + " FROM sdk.v_recent_inspections WHERE executed_at < '2026-07-06Z'"))
                .isEqualTo("22 5");
        assertThat(database.value("SELECT bool_and(later >= executed_at) FROM"
                        + " (SELECT executed_at, lag(executed_at) OVER () AS later FROM sdk.v_recent_inspections) t"))
                .isEqualTo("t");
    }

    @Test
    void deploymentStatusHoldsTheLatestRunOfEachTypeAndProduct() {
        database.execute("""
                INSERT INTO sdk.deployment_logs (deploy_type, product_id, status, started_at, completed_at, result_message)
                VALUES
                    ('patchcore_create', 1, 'completed', '2025-01-01 00:00Z', '2025-01-01 00:00:25.7Z', 'v1'),
                    ('patchcore_create', 1, 'cancelled', '2025-01-02 00:00Z', '2025-01-02 00:01Z', 'v2'),
                    ('patchcore_create', 2, 'failed', '2025-01-03 00:00Z', '2025-01-03 00:00:01Z', 'v1'),
                    ('clip_rebuild', NULL, 'completed', '2025-01-01 00:00Z', '2025-01-01 00:00:01Z', 'a'),
                    ('clip_rebuild', NULL, 'running', now() - interval '90 seconds', NULL, 'b')
                """);
        assertThat(database.rows("SELECT deploy_type, product_code, product_name, status, result_message,"
                        + " round(duration_seconds) FROM sdk.v_deployment_status"))
                .containsExactly(
                        "clip_rebuild|null|null|running|b|90",
                        "patchcore_create|prod2|주조 B|failed|v1|1",
                        "patchcore_create|prod1|주조 A|cancelled|v2|60");
    }

    private void recipe() {
        database.execute(
                "INSERT INTO sdk.deployment_logs (deploy_type, product_id) VALUES ('patchcore_create', 1)",
                "INSERT INTO sdk.artifacts VALUES (sha256('a'), 'recipe', 0)",
                """
                INSERT INTO sdk.recipes (product_id, version, artifact_sha256, summary, is_active, deploy_id, created_at)
                VALUES (1, 1, sha256('a'), '{}', TRUE, 1, now())
                """);
    }

    private static String id(int day) {
        return "019b0000-%04d-7000-8000-000000000000".formatted(day);
    }

    private void inspection(int day, String verdict, double score) {
        database.execute("""
                INSERT INTO sdk.inspections (inspection_id, inspected_at, product_id, recipe_id, recipe_sha256,
                    backbone_sha256, library_version, picture_sha256, picture_width, picture_height, anomaly_score,
                    review_threshold, ng_threshold, verdict, regions, decode_micros, features_micros, search_micros,
                    map_micros)
                VALUES ('%s', '2026-07-%02d 12:00Z', 1, 1, sha256('a'), sha256('b'), '0.1.0', sha256('c'), 8, 8, %s,
                    1, 2, '%s', '[]', 1, 1, 1, 1)
                """.formatted(id(day), day, score, verdict));
    }
}
