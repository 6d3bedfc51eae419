package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationLockIT {
    @RegisterExtension
    final Databases databases = new Databases();

    @Test
    void letsOneTransactionAtATimeHaveIt() throws Exception {
        Database database = databases.empty();
        try (Connection first = database.source().getConnection();
                Connection second = database.source().getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            MigrationLock.acquire(first, Duration.ofMillis(100));
            assertThatThrownBy(() -> MigrationLock.acquire(second, Duration.ofMillis(100)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("another process has been working on the schema");
            second.rollback();
            first.commit();
            MigrationLock.acquire(second, Duration.ofMillis(100));
        }
        assertThat(database.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .isEqualTo("0");
    }
}
