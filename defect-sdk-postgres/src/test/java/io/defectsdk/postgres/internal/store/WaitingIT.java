package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a call does that meets another one's transaction: it waits for the end, and acts on what is there then. */
class WaitingIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();
    private final Stores stores = Database.open(source(database), "sdk", SchemaPolicy.MIGRATE);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** The host's connections. */
    DataSource source(Database of) {
        return of.source();
    }

    @BeforeEach
    void addProduct() {
        stores.products().add(NewProduct.of("prod1", "주조 A"), Databases.ENGINEER, NOW);
        stores.defectTypes().add(NewDefectType.of("prod1", "hole", "기공"), Databases.ENGINEER, NOW);
        stores.uploads().begin("k");
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        stores.close();
    }

    @Test
    void givesUpNoUploadThatIsJustBeingRegistered() throws Exception {
        assertThat(meeting(
                        "DELETE FROM sdk.uploads", true, () -> stores.uploads().giveUp("k")))
                .isFalse();
    }

    @Test
    void givesUpAnUploadWhoseRegistrationFailed() throws Exception {
        assertThat(meeting(
                        "DELETE FROM sdk.uploads", false, () -> stores.uploads().giveUp("k")))
                .isTrue();
    }

    @Test
    void leavesOutOfStaleUploadsWhatIsJustBeingRegistered() throws Exception {
        stores.uploads().begin("other");
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM sdk.uploads WHERE storage_key = 'k'");

            assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).containsExactly("other");
        }
    }

    @Test
    void registersNoFileThatIsJustBeingGivenUp() {
        assertThatThrownBy(() -> meeting("UPDATE sdk.uploads SET given_up = TRUE", true, this::add))
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("given up");
        assertThat(database.value("SELECT count(*) FROM sdk.images")).isEqualTo("0");
    }

    @Test
    void givesNothingToAProductThatIsJustBeingRetired() throws Exception {
        assertThatThrownBy(() -> meeting("UPDATE sdk.products SET is_active = FALSE", true, this::add))
                .cause()
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_RETIRED));
        assertThat(meeting("UPDATE sdk.products SET is_active = TRUE", true, this::add)
                        .fileName())
                .isEqualTo("a.png");
    }

    @Test
    void givesNoDefectATypeThatIsJustBeingRetired() {
        long id = add().id();

        assertThatThrownBy(() -> meeting("UPDATE sdk.defect_types SET is_active = FALSE", true, () -> makeHole(id)))
                .cause()
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFECT_TYPE_UNFIT));
    }

    @Test
    void seesWhatTheOneBeforeHasMadeOfAPicture() throws Exception {
        long id = add().id();
        makeHole(id);

        RegisteredPicture changed = meeting(
                "WITH marked AS (INSERT INTO sdk.image_regions (image_id, defect_type_id, shape)"
                        + " VALUES (1, 2, '{\"box\": [0, 0, 1, 1]}')) UPDATE sdk.images SET is_active = FALSE",
                true,
                () -> stores.pictures().setActive(id, false, Databases.ENGINEER, NOW));

        assertThat(changed.regions()).isEqualTo(1);
        assertThat(changed.defectCode()).contains("hole");
        assertThat(stores.audit()
                        .list(AuditQuery.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .action())
                .isEqualTo("picture.change");
    }

    @Test
    void suppliesNoContentThatIsJustBeingAdded() {
        long id = add().id();
        database.execute("UPDATE sdk.images SET content_sha256 = NULL");
        stores.uploads().begin("k2");

        assertThatThrownBy(() -> meeting(
                        "WITH product AS (UPDATE sdk.products SET description = description) INSERT INTO sdk.images"
                                + " (product_id, image_type, file_name, file_path, content_sha256, file_size, width,"
                                + " height) VALUES (1, 'test', 'b.png', 'b', decode('" + "%064x".formatted(2)
                                + "', 'hex'), 1, 1, 1)",
                        true,
                        () -> stores.pictures()
                                .supply(
                                        id,
                                        "k2",
                                        new StoredContent("%064x".formatted(2), 1),
                                        640,
                                        480,
                                        Databases.ENGINEER,
                                        NOW)))
                .cause()
                .isInstanceOfSatisfying(
                        DuplicateEntryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PICTURE_EXISTS));
    }

    private RegisteredPicture add() {
        return stores.pictures()
                .add(
                        new PictureStore.Row(
                                "prod1",
                                PictureType.TEST,
                                Optional.empty(),
                                "a.png",
                                "k",
                                new StoredContent("%064x".formatted(1), 1),
                                640,
                                480,
                                List.of()),
                        Databases.ENGINEER,
                        NOW);
    }

    private RegisteredPicture makeHole(long id) {
        return stores.pictures().changeType(id, PictureType.DEFECT, Optional.of("hole"), Databases.ENGINEER, NOW);
    }

    /** Calls while another transaction has run a statement, ends that one once the call waits for it, and gives the result. */
    private <T> T meeting(String sql, boolean commit, Callable<T> call) throws Exception {
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(sql);
            Future<T> result = thread.submit(call);
            awaitWaiting(result);
            if (commit) {
                other.commit();
            } else {
                other.rollback();
            }
            return result.get(1, TimeUnit.MINUTES);
        }
    }

    private void awaitWaiting(Future<?> call) throws InterruptedException, ExecutionException {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'";
        for (int i = 0; i < 1_200 && database.value(waiting).equals("0"); i++) {
            if (call.isDone()) {
                call.get();
                throw new AssertionError("the call did not wait");
            }
            Thread.sleep(50);
        }
        assertThat(database.value(waiting)).isEqualTo("1");
    }
}
