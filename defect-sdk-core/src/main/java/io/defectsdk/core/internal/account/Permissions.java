package io.defectsdk.core.internal.account;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AuditStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may do what; refusals are recorded. Thread-safe. */
public final class Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    /** What an audit entry has room for. */
    private static final int SUBJECT_LENGTH = 200;

    private final AccountStore accounts;
    private final AuditStore audit;
    private final Clock clock;

    /** Looking up accounts and recording refusals there. */
    public Permissions(AccountStore accounts, AuditStore audit, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Lets admins pass. For one whom the host vouches for, the actor's role counts; for one of ours the account counts as it is
     * now, too: who was an admin when he logged in may be none any more.
     *
     * @param action what the actor wants, as the audit log calls it
     * @param subject to what
     * @throws AccessDeniedException if the actor is a worker, or the account is not, or no longer, an admin's
     * @throws io.defectsdk.StoreException if the account cannot be read: nobody passes unseen
     */
    public void requireAdmin(Actor actor, String action, String subject) {
        if (actor.accountId().isPresent()) {
            requireAccount(actor, actor.accountId().getAsLong(), action, subject);
        }
        if (actor.role() != Role.ADMIN) {
            throw denied(actor, action, subject, "is a " + actor.role());
        }
    }

    private void requireAccount(Actor actor, long id, String action, String subject) {
        Optional<Account> account =
                accounts.find(id).filter(found -> found.username().equals(actor.name()));
        if (account.isEmpty()) {
            // made by hand: the record must not put it down to an account
            Actor nobodys = Actor.vouched(actor.name(), actor.role());
            throw denied(nobodys, action, subject, "has no account " + id);
        }
        if (!account.get().active()) {
            throw denied(actor, action, subject, "is retired");
        }
        if (account.get().role() != Role.ADMIN) {
            throw denied(actor, action, subject, "is a " + account.get().role());
        }
    }

    private AccessDeniedException denied(Actor actor, String action, String subject, String why) {
        boolean recorded = recordRefusal(actor, action, subject);
        return new AccessDeniedException(
                action + " is for admins, but " + actor.name() + " " + why
                        + (recorded ? "; the refusal is recorded" : "; the refusal could not be recorded"),
                null);
    }

    /**
     * Records that an actor was refused. The refusal stands even where it cannot be recorded.
     *
     * @return whether it is recorded
     */
    public boolean recordRefusal(Actor actor, String action, String subject) {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            audit.add(new AuditEntry(now, actor, "access.denied", recordable(subject), action));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the refusal of {} to {} cannot be recorded: {}", action, actor.name(), e.toString());
            return false;
        }
    }

    /** A worker must not escape the record by a subject that no database keeps. */
    private static String recordable(String subject) {
        StringBuilder kept = new StringBuilder();
        subject.codePoints()
                .limit(SUBJECT_LENGTH)
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
