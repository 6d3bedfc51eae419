package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one transaction must hold together when several processes, or a failure, are in the way. */
class ActivationIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");

    private static final RecipeSummary SUMMARY = new RecipeSummary(
            new PatchCoreMethod("lite0", "ab".repeat(32), List.of("stage2"), 256, Preprocessing.NONE),
            new BankSummary(40, 40_960, 40_960, PatchSampling.ALL, 2_000, 152, 1.25),
            new Calibration(
                    40,
                    4,
                    0.5,
                    1.5,
                    1.75,
                    0.05,
                    new RateEstimate(0.05, 0.01, 0.13),
                    0.01,
                    new RateEstimate(0.0244, 0.001, 0.09),
                    new ScoreTail(40, 10, 1.25, 0.125),
                    DefectCalibration.none()),
            1.0,
            0.9);

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");
    private String artifact = "";

    @BeforeEach
    void addProduct() {
        stores.products().add(NewProduct.of("prod1", "주조 A"), Databases.ENGINEER, NOW);
        artifact = stores.artifacts().put("recipe", new byte[] {1, 2, 3});
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void letsDeploymentsThatEndTogetherFollowEachOther() throws Exception {
        int runs = 8;
        List<DeploymentRecord> started = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            started.add(start());
        }
        CyclicBarrier barrier = new CyclicBarrier(runs);
        ExecutorService executor = Executors.newFixedThreadPool(runs);
        List<RecipeVersion> made = new ArrayList<>();
        try {
            List<Future<RecipeVersion>> results = new ArrayList<>();
            for (DeploymentRecord run : started) {
                results.add(executor.submit(() -> {
                    barrier.await();
                    return complete(run);
                }));
            }
            for (Future<RecipeVersion> result : results) {
                made.add(result.get(1, TimeUnit.MINUTES));
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(made).extracting(RecipeVersion::version).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(stores.recipes().list("prod1"))
                .extracting(RecipeVersion::version, RecipeVersion::active)
                .startsWith(tuple(8, true), tuple(7, false));
        assertThat(stores.recipes().list("prod1").stream().filter(RecipeVersion::active))
                .hasSize(1);
        assertThat(stores.deployments().list("prod1", 100))
                .extracting(DeploymentRecord::status)
                .containsOnly(DeploymentStatus.COMPLETED)
                .hasSize(runs);
    }

    @Test
    void endsARunOnce() throws Exception {
        DeploymentRecord run = start();
        int calls = 6;
        CyclicBarrier barrier = new CyclicBarrier(calls);
        ExecutorService executor = Executors.newFixedThreadPool(calls);
        int succeeded = 0;
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                boolean completes = i % 2 == 0;
                results.add(executor.submit(() -> {
                    barrier.await();
                    try {
                        if (completes) {
                            complete(run);
                        } else {
                            stores.deployments().end(run.id(), true, "stopped", NOW);
                        }
                        return true;
                    } catch (StoreException e) {
                        assertThat(e).hasMessageContaining("only a running deployment can be ended");
                        return false;
                    }
                }));
            }
            for (Future<Boolean> result : results) {
                succeeded += result.get(1, TimeUnit.MINUTES) ? 1 : 0;
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(succeeded).isEqualTo(1);
        DeploymentStatus status =
                stores.deployments().find(run.id()).orElseThrow().status();
        assertThat(stores.recipes().active("prod1").isPresent()).isEqualTo(status == DeploymentStatus.COMPLETED);
    }

    @Test
    void keepsTheOldRecipeWhenTheSwitchFailsHalfway() {
        RecipeVersion old = complete(start());
        DeploymentRecord run = start();
        // the audit entry is the last thing written
        database.execute(
                "ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (action <> 'recipe.activate') NOT VALID");
        assertThatThrownBy(() -> complete(run))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("constraint full_up");
        assertThat(stores.recipes().list("prod1")).containsExactly(old);
        assertThat(stores.deployments().find(run.id())).contains(run);
    }

    @Test
    void doesNotMakeInspectionsWaitForAnActivation() throws Exception {
        RecipeVersion recipe = complete(start());
        try (Connection activation = database.source().getConnection();
                Statement statement = activation.createStatement()) {
            activation.setAutoCommit(false);
            statement.execute("SELECT 1 FROM sdk.products WHERE product_code = 'prod1' FOR NO KEY UPDATE");
            database.execute("SET lock_timeout = '2s'", """
                    INSERT INTO sdk.inspections (inspection_id, inspected_at, product_id, recipe_id, recipe_sha256,
                        backbone_sha256, library_version, picture_sha256, picture_width, picture_height, anomaly_score,
                        review_threshold, ng_threshold, verdict, regions, decode_micros, features_micros, search_micros,
                        map_micros)
                    VALUES (gen_random_uuid(), now(), 1, %d, sha256('a'), sha256('b'), '0', sha256('c'), 8, 8, 1, 1, 2,
                        'OK', '[]', 1, 1, 1, 1)
                    """.formatted(recipe.id()));
        }
        assertThat(database.value("SELECT count(*) FROM sdk.inspections")).isEqualTo("1");
    }

    @Test
    void writesTheSeedsResultData() {
        complete(start());
        assertThat(database.value("SELECT result_data ->> 'num_images', result_data ->> 'num_patches',"
                        + " result_data ->> 'feature_dim', (result_data ->> 'processing_time')::numeric,"
                        + " result_data ->> 'recipe_version', result_data ->> 'recipe_sha256'"
                        + " FROM sdk.deployment_logs"))
                .isEqualTo("40|2000|152|12.5|1|" + artifact);
    }

    @Test
    void showsRunsOfAnOlderSystem() {
        database.execute(
                "INSERT INTO sdk.users (username, password_hash, user_type) VALUES ('kim', '$2b$12$...', 'admin')",
                "INSERT INTO sdk.deployment_logs (deploy_type, product_id, status, deployed_by)"
                        + " VALUES ('clip_rebuild', 1, 'completed', NULL), ('rag_index', 1, 'failed', 1)");
        assertThat(stores.deployments().list("prod1", 10))
                .extracting(DeploymentRecord::type, DeploymentRecord::status, DeploymentRecord::deployedBy)
                .containsExactly(
                        tuple(
                                DeploymentType.RAG_INDEX,
                                DeploymentStatus.FAILED,
                                Optional.of(Actor.authenticated(1, "kim", Role.ADMIN))),
                        tuple(DeploymentType.CLIP_REBUILD, DeploymentStatus.COMPLETED, Optional.empty()));
    }

    private DeploymentRecord start() {
        return stores.deployments()
                .start(DeploymentType.PATCHCORE_CREATE, "prod1", Databases.ENGINEER, NOW.minusMillis(12_500));
    }

    private RecipeVersion complete(DeploymentRecord run) {
        return stores.deployments().complete(run.id(), artifact, SUMMARY, "done", NOW);
    }
}
