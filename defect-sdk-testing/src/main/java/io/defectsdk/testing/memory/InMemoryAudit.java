package io.defectsdk.testing.memory;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.spi.AuditStore;
import java.util.List;

/** The audit log; the other stores write to it with their own changes. */
final class InMemoryAudit implements AuditStore {
    private final Memory memory;

    InMemoryAudit(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void add(AuditEntry entry) {
        memory.step(() -> {
            memory.audit(entry);
            return entry;
        });
    }

    @Override
    public List<AuditEntry> recent(int limit) {
        return memory.step(
                () -> memory.audit.stream().limit(Memory.limit(limit)).toList());
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        throw new UnsupportedOperationException("being built");
    }
}
