package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();
    private final Stores stores = database.open("sdk");

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void readsASubjectsEntriesByTheirIndex() {
        database.execute(
                "INSERT INTO sdk.audit_log (occurred_at, actor_name, actor_role, actor_vouched, action, subject, detail)"
                        + " SELECT now(), 'a', 'admin', TRUE, 'x', 'subject' || n % 500, '' FROM generate_series(1, 20000) n",
                "ANALYZE sdk.audit_log");

        assertThat(database.rows("EXPLAIN SELECT * FROM sdk.audit_log WHERE TRUE AND audit_id < 9000"
                        + " AND subject = 'subject7' ORDER BY audit_id DESC LIMIT 51"))
                .anyMatch(line -> line.contains("audit_log_subject"));
        assertThat(stores.audit()
                        .list(AuditQuery.all().subject("subject7"), PageRequest.first(1_000))
                        .items())
                .hasSize(40);
    }

    @Test
    void saysThatChangesWereWrittenByAnotherHand() {
        database.execute(
                "INSERT INTO sdk.audit_log (occurred_at, actor_name, actor_role, actor_vouched, action, subject,"
                        + " detail, changes) VALUES (now(), 'a', 'admin', TRUE, 'x', 's', '', '{\"before\": 1}')");

        assertThatThrownBy(() -> stores.audit().list(AuditQuery.all(), PageRequest.first(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("audit_log.changes");
    }
}
