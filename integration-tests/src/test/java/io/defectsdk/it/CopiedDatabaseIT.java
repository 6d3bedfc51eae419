package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the database is opened on the original's storage: for a test, or to look at last night's state. */
@Timeout(120)
class CopiedDatabaseIT {
    private static final Actor KIM = Actor.vouched("kim", Role.ADMIN);

    @TempDir
    private Path directory;

    private final TestDatabase administration = TestDatabase.create();
    private final TestDatabase original = TestDatabase.create();
    private final String copy = original.name() + "_copy";

    @AfterEach
    void dropDatabases() {
        Sql.execute(administration.dataSource(), "DROP DATABASE IF EXISTS " + copy + " WITH (FORCE)");
        original.close();
        administration.close();
    }

    @Test
    void deletesNoneOfTheOriginalsFiles() {
        RegisteredPicture picture;
        try (DefectSdk sdk = open(original.options(), "storage").build()) {
            sdk.catalog().addProduct(NewProduct.of("p", "제품"), KIM);
            picture = sdk.pictures().add(NewPicture.normal("p", part(1)), KIM);
        }
        makeCopy(picture.storageKey());
        Path file = directory.resolve("storage").resolve(picture.storageKey());

        assertThatThrownBy(() -> open(copied(), "storage").build())
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FOREIGN))
                .hasMessageContaining("copy");
        try (DefectSdk sdk = open(copied(), "storage of the copy").build()) {
            assertThat(sdk.pictures().verify("p")).hasSize(1);
        }

        assertThat(file).exists();
        try (DefectSdk sdk = open(original.options(), "storage").build()) {
            assertThat(sdk.pictures().verify("p")).isEmpty();
        }
    }

    @Test
    void takesTheStorageOverAfterAMoveAndLeavesWhatTheOriginalNoted() throws Exception {
        RegisteredPicture picture;
        try (DefectSdk sdk = open(original.options(), "storage").build()) {
            sdk.catalog().addProduct(NewProduct.of("p", "제품"), KIM);
            picture = sdk.pictures().add(NewPicture.normal("p", part(1)), KIM);
        }
        makeCopy(picture.storageKey());
        String id = Files.readString(directory.resolve("storage/installation.txt"))
                .lines()
                .findFirst()
                .orElseThrow();

        try (DefectSdk sdk =
                open(copied(), "storage").takeOverStorage(UUID.fromString(id)).build()) {
            sdk.pictures().add(NewPicture.normal("p", part(2)), KIM);
            assertThat(sdk.pictures().verify("p")).isEmpty();
        }
        assertThatThrownBy(() -> open(original.options(), "storage").build())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("another database");
    }

    /** As a dump holds it that was made while the file was stored, and restored some time later. */
    private void makeCopy(String key) {
        Sql.execute(
                original.dataSource(),
                "INSERT INTO defect_sdk.uploads (storage_key, begun_at) VALUES ('" + key
                        + "', now() - INTERVAL '1 day')");
        Sql.execute(administration.dataSource(), "CREATE DATABASE " + copy + " TEMPLATE " + original.name());
        Sql.execute(original.dataSource(), "DELETE FROM defect_sdk.uploads");
    }

    private static Picture part(int number) {
        return Picture.of(SmallPictures.bmp(number), "part.bmp");
    }

    private DefectSdkBuilder open(DatabaseOptions database, String storage) {
        return DefectSdk.builder().database(database).storage(Storage.directory(directory.resolve(storage)));
    }

    private DatabaseOptions copied() {
        return DatabaseOptions.builder(
                        original.jdbcUrl().replace(original.name(), copy), original.username(), original.password())
                .build();
    }
}
