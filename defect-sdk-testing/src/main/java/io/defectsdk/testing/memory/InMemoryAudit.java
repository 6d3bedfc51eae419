package io.defectsdk.testing.memory;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.Pages;
import java.util.ArrayList;
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
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        return memory.step(() -> {
            List<Numbered> entries = new ArrayList<>();
            for (AuditEntry entry : memory.audit) {
                entries.add(new Numbered(memory.audit.size() - entries.size(), entry));
            }
            int end = page.after().map(InMemoryAudit::number).orElse(Integer.MAX_VALUE);
            Page<Numbered> found = Pages.of(
                    entries.stream()
                            .filter(numbered -> numbered.number() < end && asked(query, numbered.entry()))
                            .limit(page.size() + 1L)
                            .toList(),
                    page.size(),
                    numbered -> Integer.toString(numbered.number()));
            return new Page<>(found.items().stream().map(Numbered::entry).toList(), found.next());
        });
    }

    /** An entry and its place, counted from the first that was written. */
    private record Numbered(int number, AuditEntry entry) {}

    private static int number(String cursor) {
        if (!cursor.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("not a cursor of this list: '" + cursor + "'");
        }
        return Integer.parseInt(cursor);
    }

    private static boolean asked(AuditQuery query, AuditEntry entry) {
        return query.subject().map(entry.subject()::equals).orElse(true)
                && query.action().map(entry.action()::equals).orElse(true)
                && query.actorName().map(entry.actor().name()::equals).orElse(true)
                && query.from().map(from -> !entry.at().isBefore(from)).orElse(true)
                && query.until().map(entry.at()::isBefore).orElse(true);
    }
}
