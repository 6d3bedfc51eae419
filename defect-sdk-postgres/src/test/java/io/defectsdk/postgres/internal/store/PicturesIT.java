package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PicturesIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final PictureFilter ALL = PictureFilter.of("prod1");

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @BeforeEach
    void addProducts() {
        stores.products().add(NewProduct.of("prod1", "주조 A"), Databases.ENGINEER, NOW);
        stores.defectTypes().add(NewDefectType.of("prod1", "hole", "기공"), Databases.ENGINEER, NOW);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    /** The picture with id 1 to 5, as the data model's own sample rows have them, and worse. */
    private void adopt() {
        database.execute("""
                INSERT INTO sdk.images (product_id, image_type, defect_type_id, file_name, file_path, file_size) VALUES
                    (1, 'normal', NULL, 'prod1_ok_0_129.jpeg', '/data/patchCore/prod1/ok/prod1_ok_0_129.jpeg', NULL),
                    (1, 'defect', 2, 'prod1_hole_001.jpeg', '/data/def_split/prod1_hole_001.jpeg', 12345),
                    (1, 'normal', 1, 'with the type normal.jpeg', '/n', NULL),
                    (1, 'defect', NULL, 'without a type.jpeg', '/d', NULL),
                    (NULL, 'test', NULL, 'of no product.jpeg', '/t', NULL)
                """);
    }

    @Test
    void readsRowsOfAHandMadeDatabase() {
        adopt();

        List<RegisteredPicture> listed =
                stores.pictures().list(ALL, PageRequest.first(10)).items();

        assertThat(listed).extracting(RegisteredPicture::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(listed.get(1))
                .isEqualTo(new RegisteredPicture(
                        2,
                        "prod1",
                        PictureType.DEFECT,
                        Optional.of("hole"),
                        "prod1_hole_001.jpeg",
                        "/data/def_split/prod1_hole_001.jpeg",
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0,
                        true,
                        listed.get(1).uploadedAt(),
                        Optional.empty()));
        assertThat(listed)
                .extracting(RegisteredPicture::defectCode)
                .containsExactly(Optional.empty(), Optional.of("hole"), Optional.empty(), Optional.empty());
        for (RegisteredPicture picture : listed) {
            assertThat(stores.pictures().find(picture.id())).contains(picture);
        }
        assertThat(stores.pictures().find(5)).isEmpty();
        assertThat(stores.pictures().search(ALL, NameSearch.of("jpeg", 10)))
                .containsExactlyInAnyOrderElementsOf(listed);
        assertThat(stores.pictures()
                        .list(ALL.defectCode("normal"), PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void listsPicturesWhoseKeysSomebodyMadeByHand() {
        adopt();
        database.execute("""
                INSERT INTO sdk.images (image_id, product_id, image_type, file_name, file_path) VALUES
                    (0, 1, 'normal', 'zero', '/z'), (-7, 1, 'normal', 'below', '/b')
                """);

        PageRequest two = PageRequest.first(2);
        Page<RegisteredPicture> first = stores.pictures().list(ALL, two);
        Page<RegisteredPicture> second =
                stores.pictures().list(ALL, two.after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(RegisteredPicture::id).containsExactly(-7L, 0L);
        assertThat(second.items()).extracting(RegisteredPicture::id).containsExactly(1L, 2L);
    }

    @Test
    void changesRowsOfAHandMadeDatabase() {
        adopt();
        List<DefectRegion> regions = List.of(new DefectRegion("hole", RegionShape.box(0, 0, 5, 5)));

        assertThat(stores.pictures()
                        .changeType(3, PictureType.TEST, Optional.empty(), Databases.ENGINEER, NOW)
                        .type())
                .isEqualTo(PictureType.TEST);
        assertThat(stores.audit()
                        .list(AuditQuery.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .changes())
                .containsExactly(FieldChange.of("type", "normal", "test"));
        assertThat(stores.pictures()
                        .changeType(4, PictureType.DEFECT, Optional.of("hole"), Databases.ENGINEER, NOW)
                        .defectCode())
                .contains("hole");
        assertThat(stores.pictures()
                        .setRegions(2, regions, Databases.ENGINEER, NOW)
                        .regions())
                .isEqualTo(1);
        assertThat(stores.pictures()
                        .setActive(1, false, Databases.ENGINEER, NOW)
                        .active())
                .isFalse();
    }

    @Test
    void suppliesFilesForRowsOfAHandMadeDatabase() {
        adopt();
        RegisteredPicture added = add("there.png", 7);
        begin("new");

        RegisteredPicture supplied = stores.pictures().supply(1, "new", content(8), 640, 480, Databases.ENGINEER, NOW);
        assertThat(supplied.storageKey()).isEqualTo("new");
        assertThat(supplied.content()).contains(content(8));
        assertThat(supplied.width()).hasValue(640);
        assertThat(supplied.height()).hasValue(480);
        assertThat(stores.pictures().findBySha256("prod1", content(8).sha256())).contains(supplied);
        assertThat(stores.audit()
                        .list(AuditQuery.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .changes())
                .containsExactly(
                        FieldChange.of("storage_key", "/data/patchCore/prod1/ok/prod1_ok_0_129.jpeg", "new"),
                        new FieldChange("sha256", Optional.empty(), Optional.of("%064x".formatted(8))),
                        new FieldChange("bytes", Optional.empty(), Optional.of("1008")));

        begin("other");
        assertThatThrownBy(() -> stores.pictures().supply(2, "other", content(7), 1, 1, Databases.ENGINEER, NOW))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PICTURE_EXISTS);
                    assertThat(e.existingId()).isEqualTo(added.id());
                });
        assertThatThrownBy(() -> stores.pictures().supply(1, "other", content(9), 1, 1, Databases.ENGINEER, NOW))
                .isInstanceOf(CatalogException.class);
        assertThat(stores.uploads().giveUp("other")).isTrue();
    }

    @Test
    void leavesNothingWhenTheLastStepFails() {
        database.execute("ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (action <> 'picture.add') NOT VALID");

        assertThatThrownBy(() -> add("a.png", 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("constraint full_up");

        assertThat(database.value("SELECT count(*) FROM sdk.images")).isEqualTo("0");
        assertThat(database.rows("SELECT storage_key, given_up FROM sdk.uploads"))
                .containsExactly("k1|f");
    }

    @Test
    void writesWhoAddedIt() {
        database.execute("INSERT INTO sdk.users (username, password_hash, user_type) VALUES ('kim', '-', 'admin')");
        begin("k");
        stores.pictures().add(row("a", 1, "k"), Actor.authenticated(1, "kim", Role.ADMIN), NOW);
        add("b", 2);

        assertThat(database.rows("SELECT created_by, created_by_name FROM sdk.images ORDER BY image_id"))
                .containsExactly("1|kim", "null|" + Databases.ENGINEER.name());
    }

    @Test
    void saysWhichRegionIsUnreadable() {
        RegisteredPicture added = add("a.png", 1);
        stores.pictures().changeType(added.id(), PictureType.DEFECT, Optional.of("hole"), Databases.ENGINEER, NOW);
        database.execute(
                "INSERT INTO sdk.image_regions (image_id, defect_type_id, shape) VALUES (1, 2, '{\"circle\": 1}')");

        assertThatThrownBy(() -> stores.pictures().regions(added.id()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("image_regions.shape");
    }

    @Test
    void takesTheThresholdFromNoSessionAndLeavesItsOwn() {
        add("scratch.png", 1);
        database.execute("ALTER DATABASE " + database.name() + " SET pg_trgm.similarity_threshold = 0.95");

        assertThat(stores.pictures().search(ALL, NameSearch.of("scrach", 10))).hasSize(1);
        assertThat(stores.pictures().search(ALL, NameSearch.of("crash it", 10))).isEmpty();

        database.execute("ALTER DATABASE " + database.name() + " SET pg_trgm.similarity_threshold = 0.01");
        assertThat(stores.pictures().search(ALL, NameSearch.of("crash it", 10))).isEmpty();
        assertThat(database.value("SHOW pg_trgm.similarity_threshold")).isEqualTo("0.01");
    }

    @Test
    void readsFewOfManyPictures() throws Exception {
        database.execute("""
                INSERT INTO sdk.images (product_id, image_type, file_name, file_path)
                SELECT 1, 'test', md5(n::text) || '.png', '/n' FROM generate_series(1, 50000) n
                """, "VACUUM ANALYZE sdk.images");
        long scans = scans("images_file_name_trgm");

        assertThat(stores.pictures().search(ALL, NameSearch.of("C4CA4238a0b92", 10)))
                .extracting(RegisteredPicture::fileName)
                .containsExactly("c4ca4238a0b923820dcc509a6f75849b.png");

        for (int i = 0; i < 600 && scans("images_file_name_trgm") == scans; i++) {
            Thread.sleep(50);
        }
        assertThat(scans("images_file_name_trgm")).isGreaterThan(scans);
    }

    /** The server counts when a session ends, or a little later. */
    private long scans(String index) {
        return Long.parseLong(
                database.value("SELECT idx_scan FROM pg_stat_user_indexes WHERE schemaname = 'sdk' AND indexrelname = '"
                        + index + "'"));
    }

    private RegisteredPicture add(String fileName, int number) {
        begin("k" + number);
        return stores.pictures().add(row(fileName, number, "k" + number), Databases.ENGINEER, NOW);
    }

    private void begin(String storageKey) {
        stores.uploads().begin(storageKey);
    }

    private static PictureStore.Row row(String fileName, int number, String storageKey) {
        return new PictureStore.Row(
                "prod1",
                PictureType.NORMAL,
                Optional.empty(),
                fileName,
                storageKey,
                content(number),
                640,
                480,
                List.of());
    }

    private static StoredContent content(int number) {
        return new StoredContent("%064x".formatted(number), 1_000L + number);
    }
}
