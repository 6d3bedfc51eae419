package io.defectsdk.postgres.internal.store;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.spi.AuditStore;
import java.util.List;
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
    public List<AuditEntry> recent(int limit) {
        return database.with("read the audit log", handle -> handle.createQuery("""
                        SELECT * FROM <schema>.audit_log
                        ORDER BY audit_id DESC
                        LIMIT :limit
                        """)
                .bind("limit", Columns.limit(limit))
                .map(ENTRY)
                .list());
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        throw new UnsupportedOperationException("being built");
    }
}
