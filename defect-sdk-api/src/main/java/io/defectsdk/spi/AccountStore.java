package io.defectsdk.spi;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps accounts and sessions; see {@link Stores} for what all stores promise. The subject of audit entries is
 * {@code account:<username>}. Methods with an id throw {@link io.defectsdk.UnknownEntryException} ({@code ACCOUNT_UNKNOWN}) if
 * there is none.
 */
public interface AccountStore {
    /**
     * What a password hash looks like; any other text in its place means that there is no password. So does a cost above 18,
     * which would keep a login busy for minutes, at 31 for days.
     */
    Pattern BCRYPT_HASH = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-8])\\$[./A-Za-z0-9]{53}");

    /**
     * An account and its hash.
     *
     * @param account the account
     * @param passwordHash bcrypt's; empty where there is no password
     */
    record Credentials(Account account, Optional<String> passwordHash) {
        /** Without the hash. */
        @Override
        public String toString() {
            return "credentials of account " + account.id() + (passwordHash.isPresent() ? "" : ", without a password");
        }
    }

    /**
     * The time by which locks and sessions are measured, the same for all processes that share the store, whose own clocks may
     * differ: a database's own time.
     */
    Instant now();

    /**
     * Adds an account, or gives the one of this name that has no password a hash, the role of an admin, and makes it active;
     * audit action {@code account.bootstrap}, the actor being the account itself.
     *
     * @throws io.defectsdk.AccountException {@code BOOTSTRAP_DONE} if there is an active admin with a password; of several
     *     calls at once one succeeds
     * @throws io.defectsdk.DuplicateEntryException {@code ACCOUNT_EXISTS} if the account of this name has a password
     */
    Account bootstrap(String username, String passwordHash, Instant now);

    /**
     * Adds an account, active; audit action {@code account.add}, detail the role.
     *
     * @throws io.defectsdk.DuplicateEntryException {@code ACCOUNT_EXISTS}
     */
    Account add(NewAccount account, String passwordHash, Actor actor, Instant now);

    /** An account by its name, compared code point by code point. */
    Optional<Credentials> credentials(String username);

    /** An account by its key. */
    Optional<Account> find(long id);

    /** All accounts ordered by user name, by Unicode code point. */
    Page<Account> list(PageRequest page);

    /**
     * Sets the password, forgets failures and lock, and ends the sessions; audit action {@code account.password}.
     */
    Account setPassword(long id, String passwordHash, Actor actor, Instant now);

    /**
     * Puts a hash in the place of another one that was made of the same password at another cost. Nothing else changes, and
     * nothing is logged.
     *
     * @return false, with nothing done, if the account has another hash than {@code oldHash} by now: somebody set a new password
     */
    boolean rehash(long id, String oldHash, String newHash);

    /**
     * Gives an account another role; audit action {@code account.role}, field {@code role}; nothing is logged where it has it.
     *
     * @throws io.defectsdk.AccountException {@code LAST_ADMIN} if no active admin with a password would be left, whatever
     *     others do at the same time
     */
    Account setRole(long id, Role role, Actor actor, Instant now);

    /**
     * Retires an account, which ends its sessions, or restores it; audit action {@code account.retire} or
     * {@code account.restore}.
     *
     * @throws io.defectsdk.AccountException {@code LAST_ADMIN} as {@link #setRole}
     */
    Account setActive(long id, boolean active, Actor actor, Instant now);

    /** Forgets failures and lock; audit action {@code account.unlock}. */
    Account unlock(long id, Actor actor, Instant now);

    /**
     * Counts a failed login; the one that makes it {@code maxFailures} or more locks the account at {@code now} (audit action
     * {@code account.lock}) and sets the count back to 0. Each failure is logged as {@code login.fail}, detail
     * {@code wrong password}. The actor is the account itself.
     */
    void loginFailed(long id, int maxFailures, Instant now);

    /**
     * Forgets failures and lock, and notes the login, of an account that is active and has the hash that was verified; audit
     * action {@code login}, the actor being the account itself.
     *
     * @return empty, with nothing done, if it is retired or has another hash by now
     */
    Optional<Account> loginSucceeded(long id, String verifiedHash, Instant now);

    /**
     * A session.
     *
     * @param account whose
     * @param lastUsedAt when it was used last
     */
    record StoredSession(Account account, Instant lastUsedAt) {}

    /**
     * Notes a session.
     *
     * @param tokenSha256 hash of its token, 64 hexadecimal digits
     */
    void addSession(String tokenSha256, long accountId, Instant now);

    /** A session. */
    Optional<StoredSession> findSession(String tokenSha256);

    /** Notes that a session was used; one that ended meanwhile stays ended. */
    void touchSession(String tokenSha256, Instant now);

    /** Ends a session, if it is there. */
    void removeSession(String tokenSha256);

    /** Ends the sessions that were used last before {@code earliest} or after {@code latest} (a clock was set back). */
    void removeSessions(Instant earliest, Instant latest);
}
