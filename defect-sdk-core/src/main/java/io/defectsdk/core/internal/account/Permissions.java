package io.defectsdk.core.internal.account;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AuditStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may do what; refusals are recorded. Thread-safe. */
public final class Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final AuditStore audit;
    private final Clock clock;

    /** Recording refusals there. */
    public Permissions(AuditStore audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Lets admins pass.
     *
     * @param action what the actor wants, as the audit log calls it
     * @param subject to what
     * @throws AccessDeniedException if the actor is a worker
     */
    public void requireAdmin(Actor actor, String action, String subject) {
        if (actor.role() == Role.ADMIN) {
            return;
        }
        boolean recorded = recordRefusal(actor, action, subject);
        throw new AccessDeniedException(
                action + " is for admins, but " + actor.name() + " is a " + actor.role()
                        + (recorded ? "; the refusal is recorded" : "; the refusal could not be recorded"),
                null);
    }

    /** The refusal stands even where it cannot be recorded. */
    private boolean recordRefusal(Actor actor, String action, String subject) {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            audit.add(new AuditEntry(now, actor, "access.denied", subject, action));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the refusal of {} to {} cannot be recorded: {}", action, actor.name(), e.toString());
            return false;
        }
    }
}
