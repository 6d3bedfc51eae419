package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @AfterEach
    void close() {
        stores.close();
    }

    /**
     * Each condition alone, and together with others, reads what it asks for, not the log; old entries too, which an order by
     * keys alone would reach only through all newer ones.
     */
    @Test
    void readsALongLogByItsIndexes() {
        fillAMonth();
        String second = "2020-01-02T00:00:00Z";
        String last = "2020-01-30T00:00:00Z";
        assertReads(Map.of(), "audit_log_pkey");
        assertReads(Map.of("subject", "subject7"), "audit_log_subject");
        assertReads(Map.of("action", "action7"), "audit_log_action");
        assertReads(Map.of("actor", "person7"), "audit_log_actor");
        assertReads(Map.of("actor", "left"), "audit_log_actor");
        assertReads(Map.of("day", second), "audit_log_occurred");
        assertReads(Map.of("day", last), "audit_log_occurred");
        assertReads(Map.of("subject", "subject7", "action", "action7"), "audit_log_");
        assertReads(Map.of("subject", "subject7", "day", second), "audit_log_");
        assertReads(Map.of("actor", "left", "day", second), "audit_log_");
        assertReads(Map.of("actor", "left", "day", last), "audit_log_");
    }

    private void assertReads(Map<String, String> conditions, String index) {
        Map<String, Object> asked = new TreeMap<>();
        StringBuilder expected = new StringBuilder("TRUE");
        conditions.forEach((name, value) -> {
            if (name.equals("day")) {
                OffsetDateTime day = OffsetDateTime.parse(value);
                asked.put("from", day);
                asked.put("until", day.plusDays(1));
                expected.append(" AND occurred_at >= '" + day + "' AND occurred_at < '" + day.plusDays(1) + "'");
            } else {
                asked.put(name, value);
                expected.append(" AND " + name.replace("actor", "actor_name") + " = '" + value + "'");
            }
        });
        for (boolean furtherPage : new boolean[] {false, true}) {
            if (furtherPage) {
                asked.put("cursor", 49_000L);
                expected.append(" AND audit_id < 49000");
            }
            List<String> plan = run("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) ", asked);
            assertThat(plan).anyMatch(line -> line.contains(index)).noneMatch(line -> line.contains("Seq Scan"));
            assertThat(plan)
                    .filteredOn(line -> line.contains("Rows Removed by Filter"))
                    .allMatch(line -> Integer.parseInt(line.replaceAll("\\D", "")) <= 2_500);
            assertThat(run("", asked))
                    .isEqualTo(database.rows("SELECT audit_id FROM sdk.audit_log WHERE " + expected
                            + " ORDER BY audit_id DESC LIMIT 51"));
        }
    }

    /** 50,000 entries of January 2020, a clock that jumps now and then among them, and somebody who left in its first days. */
    private void fillAMonth() {
        database.execute(
                "INSERT INTO sdk.audit_log (occurred_at, actor_name, actor_role, actor_vouched, action, subject, detail)"
                        + " SELECT timestamptz '2020-01-01 00:00Z' + n * interval '53 seconds'"
                        + " - CASE WHEN n % 1000 = 0 THEN interval '1 hour' ELSE interval '0' END,"
                        + " CASE WHEN n <= 5000 AND n % 2 = 0 THEN 'left' ELSE 'person' || n % 50 END, 'admin', TRUE, 'action' || n % 40, 'subject' || n % 500, ''"
                        + " FROM generate_series(1, 50000) n",
                "VACUUM ANALYZE sdk.audit_log");
    }

    /** The first column of what the store's query gives. */
    private List<String> run(String before, Map<String, Object> asked) {
        return new io.defectsdk.postgres.internal.store.Database(database.source(), new SchemaName("sdk"), "public")
                .with("read the log", handle -> handle.createQuery(before + AuditLog.select(asked.keySet()))
                        .bindMap(asked)
                        .bind("limit", 51)
                        .map((row, context) -> row.getString(1))
                        .list());
    }

    @Test
    void listsEntriesWhoseChangesAnotherHandWrote() {
        stores.audit()
                .add(new AuditEntry(
                        Instant.EPOCH, Databases.ENGINEER, "x", "own", "", List.of(FieldChange.of("a", "1", "2"))));
        for (String changes : List.of(
                "{\"before\": 1}",
                "null",
                "[null, 1, {}, {\"field\": null, \"after\": \"x\"}]",
                "[{\"field\": \"a\"}, {\"field\": \"b\", \"before\": null, \"after\": [1]}]",
                "[".repeat(1_500) + "]".repeat(1_500))) {
            database.execute(
                    "INSERT INTO sdk.audit_log (occurred_at, actor_name, actor_role, actor_vouched, action, subject,"
                            + " detail, changes) VALUES (now(), 'a', 'admin', TRUE, 'x', 's', '', '" + changes + "')");
        }

        assertThat(stores.audit().list(AuditQuery.all(), PageRequest.first(10)).items())
                .extracting(AuditEntry::changes)
                .containsExactly(
                        List.of(),
                        List.of(
                                new FieldChange("a", Optional.empty(), Optional.empty()),
                                new FieldChange("b", Optional.empty(), Optional.of("[1]"))),
                        List.of(
                                unreadable("null"),
                                unreadable("1"),
                                unreadable("{}"),
                                unreadable("{\"after\":\"x\",\"field\":null}")),
                        List.of(unreadable("null")),
                        List.of(unreadable("{\"before\":1}")),
                        List.of(FieldChange.of("a", "1", "2")));
        assertThat(stores.audit().list(AuditQuery.all(), PageRequest.first(10)).items())
                .hasSize(6);
    }

    private static FieldChange unreadable(String json) {
        return new FieldChange("?", Optional.empty(), Optional.of(json));
    }
}
