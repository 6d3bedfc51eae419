package io.defectsdk.spi;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import java.util.List;

/** Keeps the audit log; see {@link Stores} for what all stores promise. Entries are never changed or removed. */
public interface AuditStore {
    /** Adds an entry for something that is no change of another store: a refused call. */
    void add(AuditEntry entry);

    /** The newest entries, newest first, at most {@code limit}. */
    List<AuditEntry> recent(int limit);

    /** The entries asked for, newest first (by when they were written). */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);
}
