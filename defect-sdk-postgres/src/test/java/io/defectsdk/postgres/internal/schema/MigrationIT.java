package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.PageRequest;
import io.defectsdk.SchemaException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIT {
    @RegisterExtension
    final Databases databases = new Databases();

    /** The customer's data model, section 3 of its document: nothing of it may be lost. */
    private static final List<String> SEED_COLUMNS = List.of(
            "users: user_id username password_hash user_type full_name is_active created_at last_login_at",
            "products: product_id product_code product_name description is_active created_at updated_at",
            "manuals: manual_id product_id file_name file_path file_size vector_indexed indexed_at created_at",
            "defect_types: defect_type_id product_id defect_code defect_name_ko defect_name_en full_name_ko is_active"
                    + " created_at",
            "images: image_id product_id image_type defect_type_id file_name file_path file_size uploaded_at",
            "search_history: search_id searched_at uploaded_image_path product_code defect_code top_k_results"
                    + " processing_time",
            "response_history: response_id executed_at search_id product_code defect_code similarity_score"
                    + " anomaly_score confidence_score test_image_path reference_image_path heatmap_path overlay_path"
                    + " guide_content guide_generated_at feedback_rating feedback_text feedback_at processing_time",
            "model_params: param_id product_id model_type params is_active created_at updated_at",
            "deployment_logs: deploy_id deploy_type product_id status started_at completed_at result_message"
                    + " result_data deployed_by",
            "system_config: config_key config_value description updated_at updated_by",
            "v_dashboard_stats: product_code product_name normal_count defect_count defect_type_count"
                    + " total_search_count total_response_count feedback_count avg_rating",
            "v_recent_inspections: response_id executed_at product_code product_name defect_code defect_name_ko"
                    + " similarity_score anomaly_score status feedback_rating",
            "v_deployment_status: deploy_type product_code product_name status started_at completed_at"
                    + " duration_seconds result_message");

    private static final String HISTORY = "SELECT * FROM defect_sdk.defect_sdk_schema_history ORDER BY installed_rank";

    @Test
    void keepsEveryTableViewAndColumnOfTheSeed() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        for (String line : SEED_COLUMNS) {
            String table = line.substring(0, line.indexOf(':'));
            List<String> columns =
                    database.rows("SELECT column_name FROM information_schema.columns WHERE table_schema = 'defect_sdk'"
                            + " AND table_name = '" + table + "'");
            assertThat(columns)
                    .as(table)
                    .contains(line.substring(table.length() + 2).split(" ", -1));
        }
    }

    @Test
    void keepsTheSeedsCommentsConstraintsAndIndexes() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        assertThat(database.rows("""
                        SELECT relname || ': ' || obj_description(oid) FROM pg_class
                        WHERE relnamespace = 'defect_sdk'::regnamespace AND obj_description(oid) IS NOT NULL
                        """))
                .contains(
                        "users: 사용자 계정",
                        "products: 제품 마스터",
                        "manuals: 제품별 대응 매뉴얼",
                        "defect_types: 제품별 불량 유형 (정상 포함)",
                        "images: 등록된 이미지 메타데이터",
                        "search_history: 유사도 검색 실행 이력",
                        "response_history: 대응 매뉴얼 생성 및 피드백 이력",
                        "model_params: 제품별 모델 파라미터 설정",
                        "deployment_logs: 서버 배포 실행 이력",
                        "system_config: 시스템 전역 설정 (Key-Value)",
                        "v_dashboard_stats: 대시보드 제품별 통계",
                        "v_recent_inspections: 최근 검사 이력 (상위 50건)",
                        "v_deployment_status: 제품별 최신 배포 상태");
        assertThat(database.rows("SELECT conname FROM pg_constraint WHERE connamespace = 'defect_sdk'::regnamespace"))
                .contains(
                        "users_type_check",
                        "image_type_check",
                        "search_topk_check",
                        "feedback_rating_check",
                        "model_type_check",
                        "deploy_type_check",
                        "deploy_status_check");
        assertThat(database.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'defect_sdk'"))
                .contains(
                        "idx_users_type",
                        "idx_images_defect",
                        "idx_images_product_defect",
                        "idx_search_product_date",
                        "idx_response_product_date",
                        "idx_deployment_running")
                .doesNotContain(
                        "idx_users_username", "idx_products_code", "idx_search_topk_gin", "idx_model_params_gin");
    }

    @Test
    void bringsTheSevenConfigurationRowsAndNoOthers() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        assertThat(database.rows("SELECT config_key, config_value FROM defect_sdk.system_config ORDER BY config_key"))
                .containsExactly(
                        "default_clip_model|\"ViT-B-32/openai\"",
                        "default_image_threshold|1.0",
                        "default_pixel_threshold|0.90",
                        "default_top_k|5",
                        "llm_temperature|0.7",
                        "max_upload_size_mb|50",
                        "session_timeout_minutes|60");
        assertThat(database.value("SELECT count(*) FROM defect_sdk.system_config"
                        + " WHERE updated_at BETWEEN now() - interval '5 minutes' AND now()"))
                .isEqualTo("7");
        for (String table : List.of("users", "products", "manuals", "defect_types", "images", "model_params")) {
            assertThat(database.value("SELECT count(*) FROM defect_sdk." + table))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    @Test
    void hasWideKeysAndZonedTimesEverywhere() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        assertThat(database.rows("""
                        SELECT table_name, column_name FROM information_schema.columns
                        WHERE table_schema = 'defect_sdk' AND table_name <> 'defect_sdk_schema_history'
                          AND (data_type = 'timestamp without time zone'
                               OR data_type = 'integer' AND (column_name LIKE '%\\_id' OR column_name LIKE '%\\_by'))
                        """)).isEmpty();
        assertThat(database.rows("SELECT DISTINCT data_type FROM information_schema.sequences"
                        + " WHERE sequence_schema = 'defect_sdk'"))
                .containsExactly("bigint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "_", "a234567890123456789012345678901234567890123456789012345678901_3", "public"})
    void runsInASchemaOfAnyName(String schema) {
        Database database = databases.empty();
        try (Stores stores = database.open(schema)) {
            stores.products().add(NewProduct.of("prod1", "주조 제품 A형"), Databases.ENGINEER, Instant.now());
            assertThat(stores.products().list(PageRequest.first(1_000)).items()).hasSize(1);
        }
        assertThat(database.value("SELECT product_code FROM \"" + schema + "\".v_dashboard_stats"))
                .isEqualTo("prod1");
    }

    @Test
    void keepsTwoSchemasOfOneDatabaseApart() {
        Database database = databases.empty();
        try (Stores one = database.open("line_one");
                Stores two = database.open("line_two")) {
            one.products().add(NewProduct.of("prod1", "A"), Databases.ENGINEER, Instant.now());
            assertThat(two.products().list(PageRequest.first(1_000)).items()).isEmpty();
            two.products().add(NewProduct.of("prod1", "B"), Databases.ENGINEER, Instant.now());
            assertThat(one.products().find("prod1").orElseThrow().name()).isEqualTo("A");
        }
        database.execute("DROP SCHEMA line_one CASCADE");
        // the extension belongs to the database, not to the schema that happened to need it first
        database.open("line_two").close();
        assertThat(database.rows("SELECT product_name FROM line_two.products")).containsExactly("B");
    }

    @Test
    void changesNothingTheSecondTime() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        List<String> history = database.rows(HISTORY);
        String catalog =
                "SELECT oid, relname, relfilenode FROM pg_class WHERE relnamespace = 'defect_sdk'::regnamespace"
                        + " ORDER BY oid";
        List<String> objects = database.rows(catalog);
        database.open("defect_sdk").close();
        Database.open(database.source(), "defect_sdk", SchemaPolicy.VALIDATE).close();
        assertThat(database.rows(HISTORY)).isEqualTo(history);
        assertThat(database.rows(catalog)).isEqualTo(objects);
    }

    @Test
    void migratesOnceWhenManyThreadsOpenAnEmptyDatabase() throws Exception {
        Database database = databases.empty();
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                // two schemas: the extension is made once for both
                String schema = i % 2 == 0 ? "defect_sdk" : "other";
                Callable<Integer> open = () -> {
                    start.await();
                    try (Stores stores = database.open(schema)) {
                        return stores.products()
                                .list(PageRequest.first(1_000))
                                .items()
                                .size();
                    }
                };
                results.add(executor.submit(open));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertThat(result.get(2, TimeUnit.MINUTES)).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(database.rows("SELECT version FROM defect_sdk.defect_sdk_schema_history WHERE version IS NOT NULL"
                        + " ORDER BY installed_rank"))
                .doesNotHaveDuplicates()
                .startsWith("1", "2");
    }

    @Test
    void refusesASchemaNewerThanTheLibrary() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        database.execute("""
                INSERT INTO defect_sdk.defect_sdk_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'postgres', 1, TRUE)
                """);
        for (SchemaPolicy policy : SchemaPolicy.values()) {
            assertThatThrownBy(() -> Database.open(database.source(), "defect_sdk", policy))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("has version 99")
                    .hasMessageContaining("use the newer release");
        }
    }

    @Test
    void refusesAHistoryThatWasTamperedWith() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        database.execute("UPDATE defect_sdk.defect_sdk_schema_history SET checksum = 1 WHERE version = '2'");
        for (SchemaPolicy policy : SchemaPolicy.values()) {
            assertThatThrownBy(() -> Database.open(database.source(), "defect_sdk", policy))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("does not match");
        }
    }

    @Test
    void refusesAForeignSchemaAndLeavesItAsItIs() {
        Database database = databases.empty();
        database.execute(
                "CREATE SCHEMA mes",
                "CREATE TABLE mes.users (id int PRIMARY KEY, name text)",
                "INSERT INTO mes.users VALUES (1, 'somebody')");
        assertThatThrownBy(() -> database.open("mes"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("'mes' holds 1 objects that Defect SDK did not make (users)")
                .hasMessageContaining("another schema");
        assertThat(database.rows(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'mes'::regnamespace AND relkind='r'"))
                .containsExactly("users");
        assertThat(database.rows("SELECT extname FROM pg_extension")).doesNotContain("pg_trgm");
    }

    @Test
    void knowsEveryMigrationFileAndTheNamesThatTheyMake() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        assertThat(database.rows("SELECT script FROM defect_sdk.defect_sdk_schema_history"
                        + " WHERE version IS NOT NULL ORDER BY installed_rank"))
                .containsExactlyElementsOf(MigrationFiles.NAMES);
        assertThat(database.rows("""
                        SELECT relname FROM pg_class
                        WHERE relnamespace = 'defect_sdk'::regnamespace AND relkind IN ('r', 'v')
                          AND relname <> 'defect_sdk_schema_history'
                        """)).containsExactlyInAnyOrderElementsOf(MigrationFiles.relations());
        assertThat(MigrationFiles.indexes()).containsAll(database.rows("""
                SELECT i.relname FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
                WHERE i.relnamespace = 'defect_sdk'::regnamespace AND t.relname <> 'defect_sdk_schema_history'
                  AND i.relname !~ '_(pkey|key)$'
                """));
    }

    @Test
    void takesAnEmptySchemaThatIsThereAlready() {
        Database database = databases.empty();
        database.execute("CREATE SCHEMA defect_sdk");
        database.open("defect_sdk").close();
        assertThat(database.value("SELECT count(*) FROM defect_sdk.products")).isEqualTo("0");
    }

    @Test
    void usesTheExtensionWhereverItIs() {
        Database database = databases.empty();
        database.execute("CREATE SCHEMA \"Extensions\"", "CREATE EXTENSION pg_trgm SCHEMA \"Extensions\"");
        database.open("defect_sdk").close();
        assertThat(database.value("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm'"))
                .isEqualTo("\"Extensions\"");
    }
}
