package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private static final int CHUNK = 1 << 20;

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 11 * CHUNK + 17})
    void storesContentInChunks(int size) {
        byte[] content = random(size);
        String key = stores.artifacts().put("recipe", content);
        assertThat(stores.artifacts().get(key)).isEqualTo(content);
        assertThat(database.value("SELECT count(*) FROM sdk.artifact_chunks"))
                .isEqualTo(String.valueOf((size + CHUNK - 1) / CHUNK));
    }

    @Test
    void findsAFlippedByte() {
        String key = stores.artifacts().put("recipe", random(2 * CHUNK));
        database.execute("UPDATE sdk.artifact_chunks SET content = set_byte(content, 77, get_byte(content, 77) # 1)"
                + " WHERE chunk_number = 1");
        assertThatThrownBy(() -> stores.artifacts().get(key))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("another hash");
    }

    @Test
    void mendsWhatIsDamagedWhenItIsStoredAgain() {
        byte[] content = random(3 * CHUNK + 5);
        String key = stores.artifacts().put("recipe", content);
        database.execute("DELETE FROM sdk.artifact_chunks WHERE chunk_number = 3");
        database.execute("UPDATE sdk.artifact_chunks SET content = set_byte(content, 0, get_byte(content, 0) # 1)"
                + " WHERE chunk_number = 1");
        assertThat(stores.artifacts().put("recipe", content)).isEqualTo(key);
        assertThat(stores.artifacts().get(key)).isEqualTo(content);
    }

    @Test
    void findsAMissingChunkBeforeItTakesMemory() {
        String key = stores.artifacts().put("recipe", random(2 * CHUNK));
        database.execute("DELETE FROM sdk.artifact_chunks WHERE chunk_number = 0");
        assertThatThrownBy(() -> stores.artifacts().get(key))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("should have " + 2 * CHUNK + " bytes, but has " + CHUNK);
        database.execute("UPDATE sdk.artifacts SET byte_size = 1::bigint << 40");
        assertThatThrownBy(() -> stores.artifacts().get(key))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("should have 1099511627776 bytes");
    }

    @Test
    void takesNoChunkIntoMemoryThatIsLargerThanItsOwn() {
        String key = stores.artifacts().put("recipe", random(2 * CHUNK));
        database.execute(
                "UPDATE sdk.artifact_chunks c SET content = c.content || other.content FROM sdk.artifact_chunks other"
                        + " WHERE c.chunk_number = 0 AND other.chunk_number = 1",
                "DELETE FROM sdk.artifact_chunks WHERE chunk_number = 1");

        assertThatThrownBy(() -> stores.artifacts().get(key))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a chunk has more than " + CHUNK + " bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO sdk.artifact_chunks SELECT artifact_sha256, 2, 'more' FROM sdk.artifacts",
                "INSERT INTO sdk.artifact_chunks SELECT artifact_sha256, -1, '' FROM sdk.artifacts",
                "UPDATE sdk.artifact_chunks SET content = content || content",
                "UPDATE sdk.artifact_chunks SET content = '' WHERE chunk_number = 0",
                "UPDATE sdk.artifact_chunks SET chunk_number = 7 WHERE chunk_number = 0",
            })
    void mendsWhateverWasMadeOfChunksWhenItIsStoredAgain(String damage) {
        byte[] content = random(CHUNK + 5);
        String key = stores.artifacts().put("recipe", content);
        database.execute(damage);

        assertThat(stores.artifacts().put("recipe", content)).isEqualTo(key);

        assertThat(stores.artifacts().get(key)).isEqualTo(content);
        assertThat(database.rows("SELECT chunk_number, octet_length(content) FROM sdk.artifact_chunks ORDER BY 1"))
                .containsExactly("0|" + CHUNK, "1|5");
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
