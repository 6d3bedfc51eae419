package io.defectsdk.core.internal.account;

import static java.util.Objects.requireNonNull;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.AuditTrail;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.spi.AuditStore;

/** See {@link AuditTrail}. Open to everybody whom the host lets call it. */
public final class DefaultAuditTrail implements AuditTrail {
    private final Gate gate;
    private final AuditStore audit;

    /** On this store. */
    public DefaultAuditTrail(Gate gate, AuditStore audit) {
        this.gate = gate;
        this.audit = audit;
    }

    @Override
    public Page<AuditEntry> entries(AuditQuery query, PageRequest page) {
        requireNonNull(query, "query");
        requireNonNull(page, "page");
        return gate.call(() -> audit.list(query, page));
    }
}
