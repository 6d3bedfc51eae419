package io.defectsdk.postgres.internal.store;

import io.defectsdk.AccountException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Accounts; {@link Sessions} does the rest.
 *
 * <p>What depends on who else is an admin locks the table against other writers first, readers and foreign keys not. Locking
 * the admins' rows would do for the last admin, but not for the first, when there is no row to lock; and a lock that is the
 * transaction's first statement holds at every isolation level that a host may have set, and against SQL typed by hand.
 */
final class Accounts implements AccountStore {
    private static final String COLUMNS =
            "user_id, username, password_hash, user_type, full_name, is_active, created_at,"
                    + " last_login_at, locked_at";

    private static final RowMapper<Credentials> CREDENTIALS = (row, context) -> {
        Optional<String> hash = Optional.of(row.getString("password_hash"))
                .filter(text -> BCRYPT_HASH.matcher(text).matches());
        Account account = new Account(
                row.getLong("user_id"),
                row.getString("username"),
                Columns.role(row.getString("user_type")),
                Columns.optionalText(row, "full_name"),
                row.getBoolean("is_active"),
                hash.isPresent(),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "last_login_at"),
                Columns.optionalTime(row, "locked_at"));
        return new Credentials(account, hash);
    };

    static final RowMapper<Account> ACCOUNT =
            (row, context) -> CREDENTIALS.map(row, context).account();

    private final Database database;
    private final Sessions sessions;

    Accounts(Database database) {
        this.database = database;
        this.sessions = new Sessions(database);
    }

    @Override
    public Instant now() {
        return database.with(
                "read the database's clock", handle -> handle.createQuery("SELECT clock_timestamp() AS now")
                        .map((row, context) -> Columns.time(row, "now"))
                        .one());
    }

    @Override
    public Account bootstrap(String username, String passwordHash, Instant now) {
        return database.inTransaction("make the first admin", handle -> {
            keepOthersFromWriting(handle);
            if (!admins(handle).isEmpty()) {
                throw new AccountException(
                        ErrorCode.BOOTSTRAP_DONE,
                        "there is an admin with a password already; log in as that admin to add more accounts",
                        null);
            }
            Optional<Account> existing = byName(handle, username).map(Credentials::account);
            if (existing.isPresent() && existing.get().hasPassword()) {
                throw exists(existing.get());
            }
            if (existing.isEmpty()) {
                insert(handle, NewAccount.of(username, Role.ADMIN), passwordHash, now);
            }
            Account admin = handle.createQuery("""
                            UPDATE <schema>.users
                            SET password_hash = :hash, user_type = 'admin', is_active = TRUE, failed_logins = 0,
                                locked_at = NULL
                            WHERE username = :username
                            RETURNING\s""" + COLUMNS)
                    .bind("hash", passwordHash)
                    .bind("username", username)
                    .map(ACCOUNT)
                    .one();
            audit(handle, admin, self(admin), now, "account.bootstrap", "");
            return admin;
        });
    }

    @Override
    public Account add(NewAccount account, String passwordHash, Actor actor, Instant now) {
        return database.inTransaction("add the account", handle -> {
            Account added = insert(handle, account, passwordHash, now)
                    .orElseThrow(() -> exists(
                            byName(handle, account.username()).orElseThrow().account()));
            audit(handle, added, actor, now, "account.add", Columns.role(added.role()));
            return added;
        });
    }

    /** Empty if the name is taken. */
    private static Optional<Account> insert(Handle handle, NewAccount account, String passwordHash, Instant now) {
        return handle.createQuery("""
                        INSERT INTO <schema>.users
                            (username, password_hash, user_type, full_name, is_active, created_at)
                        VALUES (:username, :hash, :role, :fullName, TRUE, :now)
                        ON CONFLICT (username) DO NOTHING
                        RETURNING\s""" + COLUMNS)
                .bind("username", account.username())
                .bind("hash", passwordHash)
                .bind("role", Columns.role(account.role()))
                .bind("fullName", account.fullName().orElse(null))
                .bind("now", Columns.time(now))
                .map(ACCOUNT)
                .findOne();
    }

    private static DuplicateEntryException exists(Account account) {
        return new DuplicateEntryException(
                ErrorCode.ACCOUNT_EXISTS,
                "an account with the user name '" + account.username()
                        + "' exists already; use it, or choose another name (retired accounts keep theirs)",
                account.id());
    }

    @Override
    public Optional<Credentials> credentials(String username) {
        return Columns.canHold(username)
                ? database.with("find the account", handle -> byName(handle, username))
                : Optional.empty();
    }

    private static Optional<Credentials> byName(Handle handle, String username) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM <schema>.users WHERE username = :username")
                .bind("username", username)
                .map(CREDENTIALS)
                .findOne();
    }

    @Override
    public Optional<Account> find(long id) {
        return database.with("find the account", handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM <schema>.users WHERE user_id = :id")
                .bind("id", id)
                .map(ACCOUNT)
                .findOne());
    }

    @Override
    public Page<Account> list(PageRequest page) {
        page.after().filter(name -> credentials(name).isEmpty()).ifPresent(name -> {
            throw new IllegalArgumentException("not a cursor of this list: '" + name + "'");
        });
        List<Account> read = database.with("list the accounts", handle -> handle.createQuery("SELECT " + COLUMNS + """
                         FROM <schema>.users
                        WHERE CAST(:after AS text) IS NULL OR username COLLATE "C" > :after
                        ORDER BY username COLLATE "C"
                        LIMIT :limit
                        """)
                .bind("after", page.after().orElse(null))
                .bind("limit", page.size() + 1)
                .map(ACCOUNT)
                .list());
        return Pages.of(read, page.size(), Account::username);
    }

    @Override
    public Account setPassword(long id, String passwordHash, Actor actor, Instant now) {
        return database.inTransaction("set the password", handle -> {
            Account account = handle.createQuery("""
                            UPDATE <schema>.users
                            SET password_hash = :hash, failed_logins = 0, locked_at = NULL
                            WHERE user_id = :id
                            RETURNING\s""" + COLUMNS)
                    .bind("hash", passwordHash)
                    .bind("id", id)
                    .map(ACCOUNT)
                    .findOne()
                    .orElseThrow(() -> unknown(id));
            Sessions.end(handle, id);
            audit(handle, account, actor, now, "account.password", "");
            return account;
        });
    }

    @Override
    public boolean rehash(long id, String oldHash, String newHash) {
        return database.inTransaction("renew the password's hash", handle -> {
            int changed = handle.createUpdate("""
                            UPDATE <schema>.users SET password_hash = :new WHERE user_id = :id AND password_hash = :old
                            """)
                    .bind("new", newHash)
                    .bind("id", id)
                    .bind("old", oldHash)
                    .execute();
            if (changed == 0) {
                require(handle, id);
            }
            return changed == 1;
        });
    }

    @Override
    public Account setRole(long id, Role role, Actor actor, Instant now) {
        return database.inTransaction("change the role", handle -> {
            keepOthersFromWriting(handle);
            Account before = require(handle, id);
            if (before.role() == role) {
                return before;
            }
            if (role != Role.ADMIN) {
                requireAnotherAdmin(handle, before);
            }
            Account changed = handle.createQuery(
                            "UPDATE <schema>.users SET user_type = :role WHERE user_id = :id RETURNING " + COLUMNS)
                    .bind("role", Columns.role(role))
                    .bind("id", id)
                    .map(ACCOUNT)
                    .one();
            FieldChange change = FieldChange.of("role", Columns.role(before.role()), Columns.role(role));
            AuditLog.write(handle, new AuditEntry(now, actor, "account.role", subject(changed), "", List.of(change)));
            return changed;
        });
    }

    @Override
    public Account setActive(long id, boolean active, Actor actor, Instant now) {
        return database.inTransaction(active ? "restore the account" : "retire the account", handle -> {
            keepOthersFromWriting(handle);
            Account before = require(handle, id);
            if (before.active() == active) {
                return before;
            }
            if (!active) {
                requireAnotherAdmin(handle, before);
                Sessions.end(handle, id);
            }
            Account changed = handle.createQuery(
                            "UPDATE <schema>.users SET is_active = :active WHERE user_id = :id RETURNING " + COLUMNS)
                    .bind("active", active)
                    .bind("id", id)
                    .map(ACCOUNT)
                    .one();
            audit(handle, changed, actor, now, active ? "account.restore" : "account.retire", "");
            return changed;
        });
    }

    private static void keepOthersFromWriting(Handle handle) {
        handle.execute("LOCK TABLE <schema>.users IN SHARE ROW EXCLUSIVE MODE");
    }

    /** Those who can log in and administrate. */
    private static List<Account> admins(Handle handle) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM <schema>.users WHERE user_type = 'admin' AND is_active")
                .map(ACCOUNT)
                .filter(Account::hasPassword)
                .list();
    }

    private static void requireAnotherAdmin(Handle handle, Account leaving) {
        List<Account> admins = admins(handle);
        if (admins.size() == 1 && admins.get(0).id() == leaving.id()) {
            throw new AccountException(
                    ErrorCode.LAST_ADMIN,
                    "'" + leaving.username() + "' is the last active admin with a password; make somebody else an admin"
                            + " first",
                    null);
        }
    }

    @Override
    public Account unlock(long id, Actor actor, Instant now) {
        return database.inTransaction("unlock the account", handle -> {
            Account account = handle.createQuery(
                            "UPDATE <schema>.users SET failed_logins = 0, locked_at = NULL WHERE user_id = :id RETURNING "
                                    + COLUMNS)
                    .bind("id", id)
                    .map(ACCOUNT)
                    .findOne()
                    .orElseThrow(() -> unknown(id));
            audit(handle, account, actor, now, "account.unlock", "");
            return account;
        });
    }

    @Override
    public void loginFailed(long id, int maxFailures, Instant now) {
        database.inTransaction("count the failed login", handle -> {
            // one statement, so that of several failures at once each is counted
            record Counted(Account account, boolean locked) {}
            Counted counted = handle.createQuery("""
                            UPDATE <schema>.users
                            SET failed_logins = CASE WHEN failed_logins + 1 >= :max THEN 0 ELSE failed_logins + 1 END,
                                locked_at = CASE WHEN failed_logins + 1 >= :max THEN :now ELSE locked_at END
                            WHERE user_id = :id
                            RETURNING failed_logins,\s""" + COLUMNS)
                    .bind("max", maxFailures)
                    .bind("now", Columns.time(now))
                    .bind("id", id)
                    .map((row, context) -> new Counted(ACCOUNT.map(row, context), row.getInt("failed_logins") == 0))
                    .findOne()
                    .orElseThrow(() -> unknown(id));
            Account account = counted.account();
            audit(handle, account, self(account), now, "login.fail", "wrong password");
            if (counted.locked()) {
                audit(handle, account, self(account), now, "account.lock", "after " + maxFailures + " failed logins");
            }
            return account;
        });
    }

    @Override
    public Optional<Account> loginSucceeded(long id, String verifiedHash, Instant now) {
        return database.inTransaction("note the login", handle -> {
            Optional<Account> account = handle.createQuery("""
                            UPDATE <schema>.users
                            SET failed_logins = 0, locked_at = NULL, last_login_at = :now
                            WHERE user_id = :id AND is_active AND password_hash = :hash
                            RETURNING\s""" + COLUMNS)
                    .bind("now", Columns.time(now))
                    .bind("id", id)
                    .bind("hash", verifiedHash)
                    .map(ACCOUNT)
                    .findOne();
            account.ifPresentOrElse(
                    there -> audit(handle, there, self(there), now, "login", ""), () -> require(handle, id));
            return account;
        });
    }

    private static Account require(Handle handle, long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM <schema>.users WHERE user_id = :id")
                .bind("id", id)
                .map(ACCOUNT)
                .findOne()
                .orElseThrow(() -> unknown(id));
    }

    static UnknownEntryException unknown(long id) {
        return new UnknownEntryException(
                ErrorCode.ACCOUNT_UNKNOWN, "there is no account " + id + "; look it up by its user name", null);
    }

    private static Actor self(Account account) {
        return Actor.authenticated(account.id(), account.username(), account.role());
    }

    private static String subject(Account account) {
        return "account:" + account.username();
    }

    private static void audit(Handle handle, Account account, Actor actor, Instant now, String action, String detail) {
        AuditLog.write(handle, new AuditEntry(now, actor, action, subject(account), detail));
    }

    @Override
    public void addSession(String tokenSha256, long accountId, Instant now) {
        sessions.add(tokenSha256, accountId, now);
    }

    @Override
    public Optional<StoredSession> findSession(String tokenSha256) {
        return sessions.find(tokenSha256);
    }

    @Override
    public void touchSession(String tokenSha256, Instant now) {
        sessions.touch(tokenSha256, now);
    }

    @Override
    public void removeSession(String tokenSha256) {
        sessions.remove(tokenSha256);
    }

    @Override
    public void removeSessions(Instant earliest, Instant latest) {
        sessions.removeUsedOutside(earliest, latest);
    }
}
