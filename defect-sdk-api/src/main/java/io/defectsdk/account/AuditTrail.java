package io.defectsdk.account;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;

/**
 * Who did what, when, and from which value to which. Entries are written in the transaction of the change they tell of,
 * and never changed or removed. Thread-safe; each call reads the database and blocks until it is done.
 */
public interface AuditTrail {
    /**
     * Entries, newest first.
     *
     * @throws io.defectsdk.StoreException when the database is away or fails
     */
    Page<AuditEntry> entries(AuditQuery query, PageRequest page);
}
