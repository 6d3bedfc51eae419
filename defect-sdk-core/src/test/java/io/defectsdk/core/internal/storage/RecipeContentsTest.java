package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.inspection.AllocatedBytes;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.storage.RecipeContents.Kind;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeContentsTest {
    private static final byte[] RECIPE = "a recipe".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = Sha256.of(RECIPE);
    private static final String KEY = "artifacts/" + SHA256.substring(0, 2) + "/" + SHA256;

    private final InMemoryStores stores = new InMemoryStores();

    @TempDir
    private Path folder;

    private RecipeContents inDatabase() {
        return RecipeContents.open(Storage.database(), stores);
    }

    private RecipeContents inFolder() {
        return RecipeContents.open(Storage.directory(folder), stores);
    }

    private static StorageException refusal(RecipeContents contents) {
        return catchThrowableOfType(StorageException.class, () -> contents.get(Kind.RECIPE, SHA256));
    }

    @Test
    void keepsContentInTheDatabase() {
        assertThat(inDatabase().put(Kind.RECIPE, RECIPE)).isEqualTo(SHA256);

        assertThat(inDatabase().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
        assertThat(stores.artifacts().get(SHA256)).isEqualTo(RECIPE);
        assertThat(stores.artifacts().storageKey(SHA256)).isEmpty();
    }

    @Test
    void keepsContentUnderItsHashOutsideTheDatabase() {
        assertThat(inFolder().put(Kind.RECIPE, RECIPE)).isEqualTo(SHA256);

        assertThat(folder.resolve(KEY)).hasBinaryContent(RECIPE);
        assertThat(stores.artifacts().storageKey(SHA256)).hasValue(KEY);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> stores.artifacts().get(SHA256));
        assertThat(inFolder().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
    }

    @Test
    void readsWhatLiesInTheDatabaseAfterTheHostChoseAFolder() {
        inDatabase().put(Kind.RECIPE, RECIPE);

        assertThat(inFolder().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
    }

    @Test
    void saysWhichStorageIsMissingAfterTheHostWentBackToTheDatabase() {
        inFolder().put(Kind.RECIPE, RECIPE);

        StorageException refusal = refusal(inDatabase());

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_MISSING);
        assertThat(refusal)
                .hasMessageContaining(KEY)
                .hasMessageContaining("builder.artifacts(...) must be the storage that it was written to");
    }

    @Test
    void findsARecipeThatIsInTheDatabaseAsWellAfterTheHostWentBack() {
        inDatabase().put(Kind.RECIPE, RECIPE);
        inFolder().put(Kind.RECIPE, RECIPE);

        assertThat(inDatabase().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
    }

    @Test
    void readsFromTheDatabaseWhatWasPutThereSince() throws IOException {
        inFolder().put(Kind.RECIPE, RECIPE);
        inDatabase().put(Kind.RECIPE, RECIPE);
        Files.delete(folder.resolve(KEY));

        assertThat(inDatabase().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
        assertThat(inFolder().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
    }

    @Test
    void namesTheKeyOfAMissingFile() throws IOException {
        inFolder().put(Kind.RECIPE, RECIPE);
        Files.delete(folder.resolve(KEY));

        StorageException refusal = refusal(inFolder());

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_MISSING);
        assertThat(refusal).hasMessageContaining(KEY).hasMessageContaining("builder.artifacts(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a recip", "A recipe", "a recipe and more"})
    void refusesDamagedContentUntilItIsPutAgain(String damaged) throws IOException {
        inFolder().put(Kind.RECIPE, RECIPE);
        Files.writeString(folder.resolve(KEY), damaged);

        StorageException refusal = refusal(inFolder());
        inFolder().put(Kind.RECIPE, RECIPE);

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_DAMAGED);
        assertThat(refusal)
                .hasMessageContaining(KEY)
                .hasMessageContaining(damaged.length() + " bytes")
                .hasMessageContaining("teach the product again");
        assertThat(inFolder().get(Kind.RECIPE, SHA256)).isEqualTo(RECIPE);
    }

    @Test
    void takesNoMemoryForADamagedFileOfAnySize() throws IOException {
        inFolder().put(Kind.RECIPE, RECIPE);
        try (var file = new RandomAccessFile(folder.resolve(KEY).toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        RecipeContents contents = inFolder();
        long before = AllocatedBytes.now();

        assertThat(refusal(contents).code()).isEqualTo(ErrorCode.CONTENT_DAMAGED);
        assertThat(AllocatedBytes.now() - before).isLessThan(8 << 20);
    }

    @Test
    void notesNothingThatCouldNotBeStored() {
        StorageException full = new StorageException(ErrorCode.STORAGE_FULL, "the disk is full", null);
        RecipeContents failing = RecipeContents.open(Storage.of(new Failing(full)), stores);

        assertThatThrownBy(() -> failing.put(Kind.RECIPE, RECIPE)).isSameAs(full);
        assertThat(stores.artifacts().storageKey(SHA256)).isEmpty();
    }

    @Test
    void passesOnThatStorageFails() {
        inFolder().put(Kind.RECIPE, RECIPE);
        StorageException away = new StorageException("the bucket is away", null);

        assertThat(refusal(RecipeContents.open(Storage.of(new Failing(away)), stores)))
                .isSameAs(away);
    }

    @Test
    void refusesAHashThatNobodyStored() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> inDatabase().get(Kind.RECIPE, SHA256));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> inFolder().get(Kind.RECIPE, SHA256));
    }

    private record Failing(StorageException failure) implements ObjectStore {
        @Override
        public void put(String key, InputStream content) {
            throw failure;
        }

        @Override
        public Optional<InputStream> open(String key) {
            throw failure;
        }

        @Override
        public boolean delete(String key) {
            throw new AssertionError("nothing is deleted");
        }
    }
}
