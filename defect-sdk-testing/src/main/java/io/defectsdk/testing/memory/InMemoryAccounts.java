package io.defectsdk.testing.memory;

import io.defectsdk.AccountException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.Pages;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts and sessions. */
final class InMemoryAccounts implements AccountStore {
    /** An account as it lies here; changed within a step only. */
    private static final class Row {
        final long id;
        final String username;
        final Optional<String> fullName;
        final Instant createdAt;
        Role role;
        String passwordHash;
        boolean active = true;
        int failures;

        @Nullable
        Instant lastLoginAt;

        @Nullable
        Instant lockedAt;

        Row(long id, NewAccount account, String passwordHash, Instant createdAt) {
            this.id = id;
            this.username = account.username();
            this.fullName = account.fullName();
            this.role = account.role();
            this.passwordHash = passwordHash;
            this.createdAt = createdAt;
        }

        boolean hasPassword() {
            return BCRYPT_HASH.matcher(passwordHash).matches();
        }

        /** Whether its owner can log in and administrate. */
        boolean administrates() {
            return active && role == Role.ADMIN && hasPassword();
        }

        void forgetFailures() {
            failures = 0;
            lockedAt = null;
        }

        Account account() {
            return new Account(
                    id,
                    username,
                    role,
                    fullName,
                    active,
                    hasPassword(),
                    createdAt,
                    Optional.ofNullable(lastLoginAt),
                    Optional.ofNullable(lockedAt));
        }

        Actor actor() {
            return Actor.authenticated(id, username, role);
        }
    }

    private record Use(long accountId, Instant at) {}

    private final Memory memory;
    private final NavigableMap<String, Row> byName = new TreeMap<>(CodePoints::compare);
    private final Map<Long, Row> byId = new HashMap<>();
    private final Map<String, Use> sessions = new HashMap<>();

    InMemoryAccounts(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Instant now() {
        return memory.step(() -> Memory.micros(memory.clock.instant()));
    }

    @Override
    public Account bootstrap(String username, String passwordHash, Instant now) {
        return memory.step(() -> {
            if (byName.values().stream().anyMatch(Row::administrates)) {
                throw new AccountException(
                        ErrorCode.BOOTSTRAP_DONE,
                        "there is an admin with a password already; log in as that admin to add more accounts",
                        null);
            }
            Row row = byName.get(username);
            if (row == null) {
                row = insert(NewAccount.of(username, Role.ADMIN), passwordHash, now);
            } else if (row.hasPassword()) {
                throw exists(row);
            }
            row.passwordHash = passwordHash;
            row.role = Role.ADMIN;
            row.active = true;
            row.forgetFailures();
            audit(row, row.actor(), now, "account.bootstrap", "");
            return row.account();
        });
    }

    @Override
    public Account add(NewAccount account, String passwordHash, Actor actor, Instant now) {
        return memory.step(() -> {
            Row existing = byName.get(account.username());
            if (existing != null) {
                throw exists(existing);
            }
            Row row = insert(account, passwordHash, now);
            audit(row, actor, now, "account.add", text(row.role));
            return row.account();
        });
    }

    private Row insert(NewAccount account, String passwordHash, Instant now) {
        Row row = new Row(byId.size() + 1L, account, passwordHash, Memory.micros(now));
        byId.put(row.id, row);
        byName.put(row.username, row);
        return row;
    }

    private static DuplicateEntryException exists(Row row) {
        return new DuplicateEntryException(
                ErrorCode.ACCOUNT_EXISTS,
                "an account with the user name '" + row.username + "' exists already; use it, or choose another name"
                        + " (retired accounts keep theirs)",
                row.id);
    }

    @Override
    public Optional<Credentials> credentials(String username) {
        return memory.step(() -> Optional.ofNullable(byName.get(username))
                .map(row -> new Credentials(
                        row.account(), Optional.of(row.passwordHash).filter(hash -> row.hasPassword()))));
    }

    /** One of the host's, if the actor has no account under this name. */
    Actor known(Actor actor) {
        boolean known = actor.vouched()
                || find(actor.accountId().getAsLong())
                        .filter(account -> account.username().equals(actor.name()))
                        .isPresent();
        return known ? actor : Actor.vouched(actor.name(), actor.role());
    }

    @Override
    public Optional<Account> find(long id) {
        return memory.step(() -> Optional.ofNullable(byId.get(id)).map(Row::account));
    }

    @Override
    public Page<Account> list(PageRequest page) {
        return memory.step(() -> {
            Collection<Row> rest = page.after()
                    .map(username -> byName.tailMap(cursor(username), false).values())
                    .orElse(byName.values());
            return Pages.of(
                    rest.stream().limit(page.size() + 1L).map(Row::account).toList(), page.size(), Account::username);
        });
    }

    /** Accounts stay, so that a cursor of this list is the user name of one. */
    private String cursor(String username) {
        if (!byName.containsKey(username)) {
            throw new IllegalArgumentException("not a cursor of this list: '" + username + "'");
        }
        return username;
    }

    @Override
    public Account setPassword(long id, String passwordHash, Actor actor, Instant now) {
        return memory.step(() -> {
            Row row = row(id);
            row.passwordHash = passwordHash;
            row.forgetFailures();
            endSessions(row);
            audit(row, actor, now, "account.password", "");
            return row.account();
        });
    }

    @Override
    public boolean rehash(long id, String oldHash, String newHash) {
        return memory.step(() -> {
            Row row = row(id);
            boolean same = row.passwordHash.equals(oldHash);
            if (same) {
                row.passwordHash = newHash;
            }
            return same;
        });
    }

    @Override
    public Account setRole(long id, Role role, Actor actor, Instant now) {
        return memory.step(() -> {
            Row row = row(id);
            Role before = row.role;
            if (before == role) {
                return row.account();
            }
            if (role != Role.ADMIN) {
                requireAnotherAdmin(row);
            }
            row.role = role;
            memory.audit(new AuditEntry(
                    now,
                    actor,
                    "account.role",
                    subject(row),
                    "",
                    List.of(FieldChange.of("role", text(before), text(role)))));
            return row.account();
        });
    }

    @Override
    public Account setActive(long id, boolean active, Actor actor, Instant now) {
        return memory.step(() -> {
            Row row = row(id);
            if (row.active == active) {
                return row.account();
            }
            if (!active) {
                requireAnotherAdmin(row);
                endSessions(row);
            }
            row.active = active;
            audit(row, actor, now, active ? "account.restore" : "account.retire", "");
            return row.account();
        });
    }

    private void requireAnotherAdmin(Row row) {
        if (row.administrates() && byName.values().stream().noneMatch(other -> other != row && other.administrates())) {
            throw new AccountException(
                    ErrorCode.LAST_ADMIN,
                    "'" + row.username
                            + "' is the last active admin with a password; make somebody else an admin first",
                    null);
        }
    }

    @Override
    public Account unlock(long id, Actor actor, Instant now) {
        return memory.step(() -> {
            Row row = row(id);
            row.forgetFailures();
            audit(row, actor, now, "account.unlock", "");
            return row.account();
        });
    }

    @Override
    public void loginFailed(long id, int maxFailures, Instant now) {
        memory.step(() -> {
            Row row = row(id);
            row.failures++;
            audit(row, row.actor(), now, "login.fail", "wrong password");
            if (row.failures >= maxFailures) {
                row.failures = 0;
                row.lockedAt = Memory.micros(now);
                audit(row, row.actor(), now, "account.lock", "after " + maxFailures + " failed logins");
            }
            return row;
        });
    }

    @Override
    public Optional<Account> loginSucceeded(long id, String verifiedHash, Instant now) {
        return memory.step(() -> {
            Row row = row(id);
            if (!row.active || !row.passwordHash.equals(verifiedHash)) {
                return Optional.empty();
            }
            row.forgetFailures();
            row.lastLoginAt = Memory.micros(now);
            audit(row, row.actor(), now, "login", "");
            return Optional.of(row.account());
        });
    }

    @Override
    public void addSession(String tokenSha256, long accountId, Instant now) {
        String token = Stores.checkSha256(tokenSha256);
        memory.step(() -> {
            Row row = row(accountId);
            if (sessions.containsKey(token)) {
                throw StoreException.failed("there is a session with this token already; make another token", null);
            }
            return sessions.put(token, new Use(row.id, Memory.micros(now)));
        });
    }

    @Override
    public Optional<StoredSession> findSession(String tokenSha256) {
        String token = Stores.checkSha256(tokenSha256);
        return memory.step(() -> Optional.ofNullable(sessions.get(token))
                .map(use -> new StoredSession(row(use.accountId()).account(), use.at())));
    }

    @Override
    public void touchSession(String tokenSha256, Instant now) {
        String token = Stores.checkSha256(tokenSha256);
        memory.step(() -> sessions.computeIfPresent(token, (key, use) -> new Use(use.accountId(), Memory.micros(now))));
    }

    @Override
    public void removeSession(String tokenSha256) {
        String token = Stores.checkSha256(tokenSha256);
        memory.step(() -> sessions.remove(token));
    }

    @Override
    public void removeSessions(Instant earliest, Instant latest) {
        memory.step(() -> sessions.values()
                .removeIf(use ->
                        use.at().isBefore(Memory.micros(earliest)) || use.at().isAfter(Memory.micros(latest))));
    }

    private void endSessions(Row row) {
        sessions.values().removeIf(use -> use.accountId() == row.id);
    }

    private Row row(long id) {
        Row row = byId.get(id);
        if (row == null) {
            throw new UnknownEntryException(
                    ErrorCode.ACCOUNT_UNKNOWN, "there is no account " + id + "; look it up by its user name", null);
        }
        return row;
    }

    private void audit(Row row, Actor actor, Instant now, String action, String detail) {
        memory.audit(now, actor, action, subject(row), detail);
    }

    private static String subject(Row row) {
        return "account:" + row.username;
    }

    private static String text(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
