package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredObjectsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private static final int CHUNK = 1 << 20;

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");
    private final ObjectStore objects = stores.objects();

    @AfterEach
    void close() {
        stores.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private void put(String key, byte[] content) {
        objects.put(key, new ByteArrayInputStream(content));
    }

    private byte[] get(String key) throws IOException {
        try (InputStream content = objects.open(key).orElseThrow()) {
            return content.readAllBytes();
        }
    }

    @Test
    void storesContentInChunks() throws Exception {
        for (int size : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 11 * CHUNK + 17}) {
            byte[] content = random(size);

            put("a/b.png", content);

            assertThat(get("a/b.png")).isEqualTo(content);
            assertThat(database.value(
                            "SELECT count(*), COALESCE(max(octet_length(content)), 0) FROM sdk.object_chunks"))
                    .isEqualTo((size + CHUNK - 1) / CHUNK + "|" + Math.min(size, CHUNK));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(database.value("SELECT storage_key, byte_size, encode(content_sha256, 'hex') FROM sdk.objects"))
                    .isEqualTo("a/b.png|" + size + "|" + sha256);
        }
    }

    @Test
    void leavesNoChunksOfWhatWasReplacedDeletedOrBrokenOff() {
        put("replaced", random(5 * CHUNK));
        put("replaced", random(CHUNK + 1));
        put("deleted", random(3 * CHUNK));
        objects.delete("deleted");
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(random(3 * CHUNK)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> objects.put("broken", breaking)).isInstanceOf(StorageException.class);

        assertThat(database.rows("SELECT storage_key, count(*) FROM sdk.objects JOIN sdk.object_chunks"
                        + " USING (storage_key) GROUP BY storage_key"))
                .containsExactly("replaced|2");
        assertThat(database.value("SELECT count(*) FROM sdk.object_chunks")).isEqualTo("2");
    }

    @Test
    void namesAFileThatIsDamagedAndNeverGivesItsEnd() {
        List<String> damages = List.of(
                // a flipped byte
                "UPDATE sdk.object_chunks SET content = set_byte(content, 77, get_byte(content, 77) # 1)"
                        + " WHERE chunk_number = 2",
                // chunks that are missing
                "DELETE FROM sdk.object_chunks WHERE chunk_number = 0",
                "DELETE FROM sdk.object_chunks WHERE chunk_number = 2",
                "DELETE FROM sdk.object_chunks",
                // cut, empty, exchanged
                "UPDATE sdk.object_chunks SET content = substr(content, 2) WHERE chunk_number = 1",
                "UPDATE sdk.object_chunks SET content = '' WHERE chunk_number = 1",
                "UPDATE sdk.object_chunks SET chunk_number = 9 - chunk_number",
                // one too many, one larger than any that is written
                "INSERT INTO sdk.object_chunks VALUES ('a', 7, 'x')",
                "UPDATE sdk.object_chunks SET content = content || content WHERE chunk_number = 1",
                // another size, another hash
                "UPDATE sdk.objects SET byte_size = 0",
                "UPDATE sdk.objects SET byte_size = byte_size + 1",
                "UPDATE sdk.objects SET byte_size = 1::bigint << 40",
                "UPDATE sdk.objects SET content_sha256 = sha256('')");
        byte[] content = random(2 * CHUNK + 100);
        for (String damage : damages) {
            put("a", content);
            database.execute(damage);

            assertThatThrownBy(() -> get("a"))
                    .as(damage)
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_DAMAGED))
                    .hasMessageContaining("the file a ")
                    .hasMessageContaining("store it again");
        }
    }

    @Test
    void mendsADamagedFileByStoringItAgain() throws IOException {
        put("a", random(CHUNK));
        database.execute("UPDATE sdk.object_chunks SET content = 'x'");

        put("a", random(CHUNK));

        assertThat(get("a")).isEqualTo(random(CHUNK));
    }

    @Test
    void saysThatTheServersDiskIsFull() {
        put("old", random(10));
        database.execute("""
                CREATE FUNCTION sdk.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
                END
                $$""", """
                CREATE TRIGGER full_disk BEFORE INSERT ON sdk.object_chunks FOR EACH ROW WHEN (NEW.chunk_number = 1)
                EXECUTE FUNCTION sdk.full_disk()
                """);

        for (String key : List.of("old", "new")) {
            assertThatThrownBy(() -> put(key, random(2 * CHUNK)))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                    .hasMessageContaining("the file " + key)
                    .hasMessageContaining("make room");
        }
        assertThat(objects.open("old")).isPresent();
        assertThat(objects.open("new")).isEmpty();
    }

    @Test
    void holdsAConnectionNoLongerThanItFetches() {
        withPoolOfOne(pooled -> {
            put("small", random(CHUNK));
            put("large", random(3 * CHUNK));
            try (InputStream small = pooled.open("small").orElseThrow();
                    InputStream large = pooled.open("large").orElseThrow()) {
                assertThat(small.readAllBytes()).isEqualTo(random(CHUNK));
                assertThatThrownBy(() -> pooled.delete("nothing"))
                        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.retryable())
                                .isTrue());
                // the last chunk is here before its last byte was asked for
                assertThat(large.readNBytes(2 * CHUNK + 1)).hasSize(2 * CHUNK + 1);
                assertThat(pooled.delete("nothing")).isFalse();
                assertThat(large.readAllBytes()).hasSize(CHUNK - 1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void givesItsConnectionBackHoweverReadingEnds() {
        withPoolOfOne(pooled -> {
            put("large", random(3 * CHUNK));
            put("damaged", random(3 * CHUNK));
            database.execute("DELETE FROM sdk.object_chunks WHERE storage_key = 'damaged' AND chunk_number = 1");
            assertThat(pooled.open("missing")).isEmpty();
            InputStream closed = pooled.open("large").orElseThrow();
            close(closed);
            close(closed);
            assertThatThrownBy(closed::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
            InputStream damaged = pooled.open("damaged").orElseThrow();
            assertThatThrownBy(damaged::readAllBytes).isInstanceOf(StorageException.class);
            InputStream broken = pooled.open("large").orElseThrow();
            database.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'");
            assertThatThrownBy(broken::readAllBytes)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("could not read the file large");

            assertThat(pooled.delete("damaged")).isTrue();
        });
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void withPoolOfOne(Consumer<ObjectStore> work) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            // the stores alone: to look at the schema when they are opened takes more than one connection
            work.accept(new StoredObjects(
                    new io.defectsdk.postgres.internal.store.Database(pool, new SchemaName("sdk"), "public")));
        }
    }

    @Test
    void copiesAFileWithinTheDatabase() throws IOException {
        byte[] content = random(3 * CHUNK + 1);
        put("from", content);
        try (InputStream from = objects.open("from").orElseThrow()) {
            objects.put("to", from);
        }

        assertThat(get("to")).isEqualTo(content);
    }

    @Test
    void storesNothingWhenTheConnectionBreaksInTheMiddle() {
        put("old", random(10));
        for (String key : List.of("old", "new")) {
            InputStream fatal = new ByteArrayInputStream(random(4 * CHUNK)) {
                @Override
                public synchronized int read(byte[] target, int offset, int length) {
                    if (pos >= 2 * CHUNK) {
                        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                    }
                    return super.read(target, offset, length);
                }
            };
            assertThatThrownBy(() -> objects.put(key, fatal))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue());
        }

        assertThat(database.rows("SELECT storage_key, byte_size FROM sdk.objects"))
                .containsExactly("old|10");
        assertThat(database.value("SELECT count(*) FROM sdk.object_chunks")).isEqualTo("1");
    }

    @Test
    void readsOneByteAtATime() throws IOException {
        byte[] content = new byte[CHUNK + 3];
        Arrays.fill(content, (byte) 0xFF);
        put("a", content);
        try (InputStream stream = objects.open("a").orElseThrow()) {
            assertThat(stream.skip(CHUNK - 1)).isEqualTo(CHUNK - 1);
            for (int i = 0; i < 4; i++) {
                assertThat(stream.read()).isEqualTo(0xFF);
            }
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[0])).isZero();
        }
    }
}
