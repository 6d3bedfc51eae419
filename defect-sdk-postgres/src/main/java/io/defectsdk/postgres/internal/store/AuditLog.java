package io.defectsdk.postgres.internal.store;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.Pages;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The audit log; other stores write to it within their own transactions. */
final class AuditLog implements AuditStore {
    private static final RowMapper<AuditEntry> ENTRY = (row, context) -> new AuditEntry(
            Columns.time(row, "occurred_at"),
            Columns.actor(row),
            row.getString("action"),
            row.getString("subject"),
            row.getString("detail"),
            Json.changes(row.getString("changes")));

    private static final Map<String, String> CONDITIONS = Map.of(
            "subject", "subject = :subject",
            "action", "action = :action",
            "actor", "actor_name = :actor",
            "from", "occurred_at >= :from",
            "until", "occurred_at < :until",
            "cursor", "audit_id < :cursor AND -audit_id > -:cursor");

    /** Conditions whose entries an index gives in the order of keys. */
    private static final Set<String> KEYED = Set.of("subject", "action", "actor");

    private static final Set<String> TIMES = Set.of("from", "until");

    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+294276-01-01T00:00:00Z");

    private record Numbered(long id, AuditEntry entry) {}

    private final Database database;

    AuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void add(AuditEntry entry) {
        database.with("write the audit entry", handle -> {
            write(handle, entry);
            return entry;
        });
    }

    /** Within the transaction of the change that it tells of. */
    static void write(Handle handle, AuditEntry entry) {
        handle.createUpdate("""
                        INSERT INTO <schema>.audit_log
                            (occurred_at, actor_id, actor_name, actor_role, actor_vouched, action, subject, detail,
                             changes)
                        VALUES (:at, :actor, :name, :role, :vouched, :action, :subject, :detail,
                                CAST(:changes AS jsonb))
                        """)
                .bind("at", Columns.time(entry.at()))
                .bind("actor", Columns.accountId(entry.actor()))
                .bind("name", entry.actor().name())
                .bind("role", Columns.role(entry.actor().role()))
                .bind("vouched", entry.actor().vouched())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .bind("changes", entry.changes().isEmpty() ? null : Json.changes(entry.changes()))
                .execute();
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        Map<String, Object> values = new TreeMap<>();
        query.subject().ifPresent(text -> values.put("subject", text));
        query.action().ifPresent(text -> values.put("action", text));
        query.actorName().ifPresent(text -> values.put("actor", text));
        for (Object text : values.values()) {
            if (!Columns.canHold((String) text)) {
                return new Page<>(List.of(), Optional.empty());
            }
        }
        query.from().ifPresent(from -> values.put("from", bound(from)));
        query.until().ifPresent(until -> values.put("until", bound(until)));
        page.after().ifPresent(cursor -> values.put("cursor", id(cursor)));
        Page<Numbered> found = Pages.of(read(values, page.size() + 1), page.size(), entry -> Long.toString(entry.id()));
        return new Page<>(found.items().stream().map(Numbered::entry).toList(), found.next());
    }

    private List<Numbered> read(Map<String, Object> values, int limit) {
        return database.with("read the audit log", handle -> handle.createQuery(select(values.keySet()))
                .bindMap(values)
                .bind("limit", limit)
                .map((row, context) -> new Numbered(row.getLong("audit_id"), ENTRY.map(row, context)))
                .list());
    }

    /**
     * The query for the conditions of these names. It orders by {@code -audit_id}, which only the indexes of the conditions
     * know: the server takes every value to be spread evenly over the log, and by the primary key would go through all that is
     * newer to find what is old.
     */
    static String select(Set<String> conditions) {
        String where = conditions.stream()
                .map(CONDITIONS::get)
                .collect(Collectors.joining(" AND ", conditions.isEmpty() ? "" : " WHERE ", ""));
        if (!Collections.disjoint(conditions, KEYED)) {
            return "SELECT * FROM <schema>.audit_log" + where + " ORDER BY -audit_id LIMIT :limit";
        }
        if (!Collections.disjoint(conditions, TIMES)) { // their index has no order: it gives keys, without the rows
            where = " WHERE audit_id IN (SELECT audit_id FROM <schema>.audit_log" + where
                    + " ORDER BY -audit_id LIMIT :limit)";
        }
        return "SELECT * FROM <schema>.audit_log" + where + " ORDER BY audit_id DESC LIMIT :limit";
    }

    /**
     * Between the moments that a column can hold, and rounded up: entries are rounded down, so that one lies on the same side
     * of this bound as of the exact one.
     */
    private static OffsetDateTime bound(Instant exact) {
        Instant within = exact.isBefore(EARLIEST) ? EARLIEST : exact.isAfter(LATEST) ? LATEST : exact;
        return Columns.time(within.plusNanos(999));
    }

    private static long id(String cursor) {
        if (!cursor.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("not a cursor of this list: '" + cursor + "'");
        }
        return Long.parseLong(cursor);
    }
}
