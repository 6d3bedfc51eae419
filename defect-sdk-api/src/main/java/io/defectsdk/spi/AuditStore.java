package io.defectsdk.spi;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;

/** Keeps the audit log; see {@link Stores} for what all stores promise. Entries are never changed or removed. */
public interface AuditStore {
    /** Adds an entry for something that is no change of another store: a refused call. */
    void add(AuditEntry entry);

    /** The entries asked for, newest first (by when they were written). */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);
}
