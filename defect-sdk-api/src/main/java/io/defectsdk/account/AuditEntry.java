package io.defectsdk.account;

import java.time.Instant;
import java.util.List;

/**
 * Who did what, when. Immutable.
 *
 * @param at when
 * @param actor who
 * @param action what, such as {@code product.add} or {@code access.denied}; 1 to 50 characters
 * @param subject to what: a kind, a colon and a key, such as {@code product:prod1} or {@code picture:17}, see {@link AuditQuery};
 *     at most 200 characters
 * @param detail more, in words; empty when there is nothing to add
 * @param changes which values changed, from what to what; empty when something came or went as a whole
 */
public record AuditEntry(
        Instant at, Actor actor, String action, String subject, String detail, List<FieldChange> changes) {
    /** Copies the changes. */
    public AuditEntry {
        changes = List.copyOf(changes);
    }

    /** Without changed values. */
    public AuditEntry(Instant at, Actor actor, String action, String subject, String detail) {
        this(at, actor, action, subject, detail, List.of());
    }
}
