package io.defectsdk.account;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import java.util.Optional;

/**
 * The people who work with the SDK, for hosts that have no login of their own. There is no default account and no default
 * password: the first admin is made by {@link #bootstrapAdmin}.
 *
 * <p>Passwords are hashed by bcrypt (cost: {@link io.defectsdk.config.AccountPolicy#bcryptCost()}), NFC-normalised before, so
 * that a Korean password is the same on every keyboard. They are taken as {@code char[]}; the array stays the caller's, who
 * may wipe it after the call. Repeated failures lock an account for a while; see {@link io.defectsdk.config.AccountPolicy}.
 *
 * <p>Thread-safe; each call reads or writes the database and blocks until it is done. Every method throws
 * {@link io.defectsdk.StoreException} when the database is away or fails. Those that take a password work on two passwords at
 * once at most, so that a flood of logins leaves the processor to inspections; who does not get a turn within ten seconds gets a
 * {@link io.defectsdk.DefectSdkException} with {@code BUSY}, which is retryable.
 */
public interface Accounts {
    /**
     * Makes the first admin: adds the account, or gives a password to an account of that name that never had one and makes
     * it an active admin. Possible as long as no active admin has a password. Recorded as {@code account.bootstrap}; so is a refused
     * attempt, as {@code access.denied}.
     *
     * @throws io.defectsdk.AccountException {@code BOOTSTRAP_DONE} if there is an admin who can log in; {@code
     *     PASSWORD_UNFIT}
     * @throws io.defectsdk.DuplicateEntryException if a worker or a retired account of that name has a password
     * @throws IllegalArgumentException if the user name is not one that {@link #add} takes
     */
    Account bootstrapAdmin(String username, char[] password);

    /**
     * Adds an account, its user name with its letters put together (NFC). Admins only.
     *
     * @throws IllegalArgumentException if the user name begins or ends with a blank or holds characters that nobody sees, such as
     *     zero-width spaces
     * @throws io.defectsdk.DuplicateEntryException if the user name is taken, by a retired account too
     * @throws io.defectsdk.AccountException {@code PASSWORD_UNFIT} if the password is too short or too long
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    Account add(NewAccount account, char[] password, Actor actor);

    /**
     * Logs in. An unknown user name takes as long to refuse as a wrong password for a hash of the policy's cost; hashes of
     * another cost (from before the policy was changed, or of a database that was taken over) are renewed at the next login.
     *
     * @return who it is, for calls that take an actor
     * @throws io.defectsdk.LoginException if name or password is wrong, or the account is locked, retired or without a
     *     password; which of these is not said, and recorded in the audit trail
     */
    Actor authenticate(String username, char[] password);

    /**
     * Changes one's own password, and ends one's sessions.
     *
     * @throws io.defectsdk.LoginException as {@link #authenticate}
     * @throws io.defectsdk.AccountException {@code PASSWORD_UNFIT}
     */
    void changePassword(String username, char[] oldPassword, char[] newPassword);

    /**
     * Sets somebody's password, unlocks the account and ends its sessions. Admins only.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such account
     * @throws io.defectsdk.AccountException {@code PASSWORD_UNFIT}
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    void resetPassword(String username, char[] newPassword, Actor actor);

    /**
     * Lets a locked account in again at once. Admins only.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such account
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    Account unlock(String username, Actor actor);

    /**
     * Gives an account another role. Admins only.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such account
     * @throws io.defectsdk.AccountException {@code LAST_ADMIN} if no active admin with a password would be left
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    Account changeRole(String username, Role role, Actor actor);

    /**
     * Retires an account and ends its sessions: what its owner did stays recorded under the name. Admins only.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such account
     * @throws io.defectsdk.AccountException {@code LAST_ADMIN} if no active admin with a password would be left
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    Account retire(String username, Actor actor);

    /** Takes a retirement back. Admins only; throws as {@link #retire}. */
    Account restore(String username, Actor actor);

    /** The account with this user name. */
    Optional<Account> find(String username);

    /** All accounts, retired ones included, ordered by user name (by Unicode code point). */
    Page<Account> list(PageRequest page);

    /**
     * Logs in for longer: the session ends {@code session_timeout_minutes} (see {@link io.defectsdk.config.SettingKey})
     * after it was used last.
     *
     * @throws io.defectsdk.LoginException as {@link #authenticate}
     */
    Session openSession(String username, char[] password);

    /**
     * Who has this session, which lasts longer by that. The role is the account's present one.
     *
     * @throws io.defectsdk.LoginException {@code SESSION_ENDED} if there is none (any more)
     */
    Session resume(String token);

    /** Ends a session; one that there is not is no error. */
    void closeSession(String token);
}
