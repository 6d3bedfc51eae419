package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.StorageClaimStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StorageOwnershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final StorageClaimStore claims = new InMemoryStores().storageClaims();

    private DirectoryObjectStore storage(String name) {
        return new DirectoryObjectStore(folder.resolve(name));
    }

    private void look(ObjectStore storage, StorageClaimStore database) {
        new StorageOwnership(storage, database, Optional.empty()).look(PATIENCE);
    }

    private void takeOver(ObjectStore storage, StorageClaimStore database, String id) {
        new StorageOwnership(storage, database, Optional.of(UUID.fromString(id))).look(PATIENCE);
    }

    private String refusal(ObjectStore storage, StorageClaimStore database) {
        StorageException[] refusal = new StorageException[1];
        assertThatThrownBy(() -> look(storage, database))
                .isInstanceOfSatisfying(StorageException.class, e -> refusal[0] = e);
        assertThat(refusal[0].code()).isEqualTo(ErrorCode.STORAGE_FOREIGN);
        return String.valueOf(refusal[0].getMessage());
    }

    private static String mark(ObjectStore storage) {
        try (InputStream content = storage.open("installation.txt").orElseThrow()) {
            return new String(content.readNBytes(36), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void marksAStorageThatIsNobodysAndFindsItAgain() {
        look(storage("a"), claims);
        String id = mark(storage("a"));

        look(storage("a"), claims);

        assertThat(mark(storage("a"))).isEqualTo(id);
        assertThat(claims.find()).hasValueSatisfying(claim -> {
            assertThat(claim.storageId()).hasToString(id);
            assertThat(claim.marked()).isTrue();
        });
    }

    @Test
    void refusesTheStorageOfAnotherDatabase() {
        look(storage("a"), claims);
        StorageClaimStore other = new InMemoryStores().storageClaims();

        assertThat(refusal(storage("a"), other)).contains(mark(storage("a")), "another database", "takeOverStorage");

        look(storage("b"), other);
        assertThat(refusal(storage("a"), other)).contains(mark(storage("a")), mark(storage("b")));
        look(storage("a"), claims);
    }

    @Test
    void refusesAnEmptyDirectoryWhereFilesLieInAnother() {
        look(storage("a"), claims);

        assertThat(refusal(storage("b"), claims)).contains(mark(storage("a")), "installation.txt", "mounted");
        assertThat(storage("b").open("installation.txt")).isEmpty();
    }

    @Test
    void followsFilesThatWereCopiedWithTheirMark() throws IOException {
        look(storage("a"), claims);
        storage("b");
        Files.copy(folder.resolve("a/installation.txt"), folder.resolve("b/installation.txt"));

        look(storage("b"), claims);
    }

    @Test
    void refusesTheOriginalsStorageToACopyOfTheDatabase() {
        look(storage("a"), claims);
        Copy copy = new Copy(claims.find().orElseThrow());

        assertThat(refusal(storage("a"), copy)).contains("copy", mark(storage("a")), "of its own");

        look(storage("b"), copy);
        look(storage("b"), copy);
        look(storage("a"), claims);
        assertThat(mark(storage("b"))).isNotEqualTo(mark(storage("a")));
    }

    @Test
    void takesAStorageOverOnceAndForItsNewDatabaseAlone() {
        look(storage("a"), claims);
        String before = mark(storage("a"));
        Copy moved = new Copy(claims.find().orElseThrow());

        takeOver(storage("a"), moved, before);
        takeOver(storage("a"), moved, before);

        String after = mark(storage("a"));
        assertThat(after).isNotEqualTo(before);
        assertThat(refusal(storage("a"), claims)).contains(before, after);
        assertThatThrownBy(() -> takeOver(storage("a"), claims, before)).hasMessageContaining(after);
    }

    @Test
    void takesAnEmptyDirectoryOverByTheIdOfTheLostOne() {
        look(storage("a"), claims);

        takeOver(storage("b"), claims, mark(storage("a")));

        look(storage("b"), claims);
        assertThat(refusal(storage("a"), claims)).contains(mark(storage("a")));
    }

    @Test
    void finishesWhatAProcessDiedOver() {
        UUID id = UUID.randomUUID();
        claims.claim(Optional.empty(), id);

        look(storage("a"), claims);

        assertThat(mark(storage("a"))).isEqualTo(id.toString());
        assertThat(claims.find())
                .hasValueSatisfying(claim -> assertThat(claim.marked()).isTrue());
    }

    @Test
    void refusesAMarkThatIsNone() {
        storage("a").put("installation.txt", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal(storage("a"), claims)).contains("installation.txt", "backup");
    }

    @Test
    void startsWithoutAStorageThatIsAwayAndLooksBeforeFilesAreStored() {
        look(storage("a"), new InMemoryStores().storageClaims());
        Interruptible away = new Interruptible(storage("a"));
        away.away = true;
        StorageOwnership ownership = new StorageOwnership(away, claims, Optional.empty());

        ownership.look(PATIENCE);
        assertThatThrownBy(ownership::require).hasMessageContaining("network is down");

        away.away = false;
        assertThatThrownBy(ownership::require).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.STORAGE_FOREIGN));
    }

    @Test
    @Timeout(30)
    void startsWithoutAStorageThatHangsOrThrowsErrors() {
        CountDownLatch never = new CountDownLatch(1);
        ObjectStore hanging = failing(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ObjectStore broken = failing(() -> {
            throw new NoClassDefFoundError("of the host");
        });

        new StorageOwnership(hanging, claims, Optional.empty()).look(Duration.ofMillis(100));
        new StorageOwnership(broken, new InMemoryStores().storageClaims(), Optional.empty()).look(PATIENCE);

        assertThat(claims.find()).isEmpty();
    }

    private static ObjectStore failing(Runnable opening) {
        return new ObjectStore() {
            @Override
            public void put(String key, InputStream content) {
                throw new AssertionError("nothing is stored");
            }

            @Override
            public boolean delete(String key) {
                throw new AssertionError("nothing is deleted");
            }

            @Override
            public Optional<InputStream> open(String key) {
                opening.run();
                throw new StorageException("interrupted", null);
            }
        };
    }

    /** A database that was restored from another one's dump: it says what that one said, until it says so itself. */
    private static final class Copy implements StorageClaimStore {
        private Claim claim;

        Copy(Claim original) {
            claim = new Claim(original.storageId(), original.marked(), true);
        }

        @Override
        public Optional<Claim> find() {
            return Optional.of(claim);
        }

        @Override
        public boolean claim(Optional<UUID> before, UUID storageId) {
            claim = new Claim(storageId, false, false);
            return true;
        }

        @Override
        public void marked(UUID storageId) {
            claim = new Claim(storageId, true, claim.copied());
        }
    }

    private static final class Interruptible implements ObjectStore {
        private final ObjectStore store;
        private boolean away;

        Interruptible(ObjectStore store) {
            this.store = store;
        }

        @Override
        public void put(String key, InputStream content) {
            store.put(key, content);
        }

        @Override
        public Optional<InputStream> open(String key) {
            if (away) {
                throw new StorageException("the network is down", null);
            }
            return store.open(key);
        }

        @Override
        public boolean delete(String key) {
            return store.delete(key);
        }
    }
}
