package io.defectsdk.core.internal.account;

import static java.util.Objects.requireNonNull;

import io.defectsdk.AccountException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Accounts;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.account.Session;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.Turns;
import io.defectsdk.core.internal.settings.SettingValues;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.spi.Stores;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** See {@link Accounts}. */
public final class DefaultAccounts implements Accounts {
    /**
     * Each password keeps a core busy for a quarter of a second. A shift that begins logs in a few people at a time; a flood of
     * logins must leave the other cores to inspections.
     */
    private static final int PASSWORDS_AT_ONCE = 2;

    /** Some eighty logins before this one; nobody waits longer before a login page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Gate gate;
    private final AccountStore accounts;
    private final AdminCalls admins;
    private final Passwords passwords;
    private final Logins logins;
    private final Sessions sessions;
    private final FirstAdminHint hint;
    private final Turns turns;
    private final Clock clock;

    /** On these stores. */
    public DefaultAccounts(
            Gate gate, Stores stores, Permissions permissions, AccountPolicy policy, SecureRandom random, Clock clock) {
        this(gate, stores, permissions, policy, new BcryptHasher(random), random, clock);
    }

    DefaultAccounts(
            Gate gate,
            Stores stores,
            Permissions permissions,
            AccountPolicy policy,
            PasswordHasher hasher,
            SecureRandom random,
            Clock clock) {
        this.gate = gate;
        this.accounts = stores.accounts();
        this.admins = new AdminCalls(gate, permissions);
        this.passwords = new Passwords(hasher, policy);
        this.logins = new Logins(accounts, stores.audit(), passwords, policy, clock);
        this.sessions = new Sessions(accounts, logins, new SettingValues(stores.settings()), random);
        this.hint = new FirstAdminHint(accounts);
        this.turns = new Turns("work on a password", PASSWORDS_AT_ONCE, PATIENCE);
        this.clock = clock;
    }

    @Override
    public Account bootstrapAdmin(String username, char[] password) {
        String name = UserNames.composed(requireNonNull(username, "username"));
        requireNonNull(password, "password");
        return gate.call(() -> {
            try {
                return accounts.bootstrap(name, hash(password), clock.instant());
            } catch (AccountException | DuplicateEntryException e) {
                if (e.code() != ErrorCode.PASSWORD_UNFIT) {
                    logins.recordDenied("account.bootstrap", name);
                }
                throw e;
            }
        });
    }

    @Override
    public Account add(NewAccount account, char[] password, Actor actor) {
        requireNonNull(account, "account");
        requireNonNull(password, "password");
        return asAdmin(
                actor,
                "account.add",
                account.username(),
                () -> accounts.add(composed(account), hash(password), actor, clock.instant()));
    }

    private static NewAccount composed(NewAccount account) {
        NewAccount composed = NewAccount.of(UserNames.composed(account.username()), account.role());
        return account.fullName().map(composed::withFullName).orElse(composed);
    }

    @Override
    public Actor authenticate(String username, char[] password) {
        return Logins.actor(login(username, password, Credentials::account));
    }

    @Override
    public void changePassword(String username, char[] oldPassword, char[] newPassword) {
        requireNonNull(username, "username");
        requireNonNull(oldPassword, "oldPassword");
        requireNonNull(newPassword, "newPassword");
        gate.call(() -> {
            passwords.requireFit(newPassword);
            return turns.call(() -> {
                Credentials verified = logins.verify(username, oldPassword);
                String hash = passwords.hash(newPassword);
                if (!logins.stands(verified)) { // an admin reset the password or retired the account meanwhile
                    verified = logins.verify(username, oldPassword);
                }
                Account account = verified.account();
                return accounts.setPassword(account.id(), hash, Logins.actor(account), clock.instant());
            });
        });
    }

    @Override
    public void resetPassword(String username, char[] newPassword, Actor actor) {
        requireNonNull(newPassword, "newPassword");
        asAdmin(actor, "account.password", username, () -> {
            long id = id(username);
            return accounts.setPassword(id, hash(newPassword), actor, clock.instant());
        });
    }

    @Override
    public Account unlock(String username, Actor actor) {
        return asAdmin(actor, "account.unlock", username, () -> accounts.unlock(id(username), actor, clock.instant()));
    }

    @Override
    public Account changeRole(String username, Role role, Actor actor) {
        requireNonNull(role, "role");
        return asAdmin(
                actor, "account.role", username, () -> accounts.setRole(id(username), role, actor, clock.instant()));
    }

    @Override
    public Account retire(String username, Actor actor) {
        return asAdmin(
                actor,
                "account.retire",
                username,
                () -> accounts.setActive(id(username), false, actor, clock.instant()));
    }

    @Override
    public Account restore(String username, Actor actor) {
        return asAdmin(
                actor,
                "account.restore",
                username,
                () -> accounts.setActive(id(username), true, actor, clock.instant()));
    }

    @Override
    public Optional<Account> find(String username) {
        requireNonNull(username, "username");
        return gate.call(() -> logins.find(username).map(Credentials::account));
    }

    @Override
    public Page<Account> list(PageRequest page) {
        requireNonNull(page, "page");
        return gate.call(() -> accounts.list(page));
    }

    @Override
    public Session openSession(String username, char[] password) {
        return login(username, password, sessions::open);
    }

    @Override
    public Session resume(String token) {
        requireNonNull(token, "token");
        return gate.call(() -> sessions.resume(token));
    }

    @Override
    public void closeSession(String token) {
        requireNonNull(token, "token");
        gate.call(() -> {
            sessions.close(token);
            return token;
        });
    }

    /** The whole login has its turn, not the hash alone: of many guesses at once, no more than that pass the lock. */
    private <T> T login(String username, char[] password, Function<Credentials, T> then) {
        requireNonNull(username, "username");
        requireNonNull(password, "password");
        return gate.call(() -> turns.call(() -> {
            try {
                return then.apply(logins.login(username, password));
            } catch (LoginException e) {
                hint.refused();
                throw e;
            }
        }));
    }

    private String hash(char[] password) {
        passwords.requireFit(password);
        return turns.call(() -> passwords.hash(password));
    }

    private long id(String username) {
        return logins.find(username)
                .orElseThrow(() -> new UnknownEntryException(
                        ErrorCode.ACCOUNT_UNKNOWN,
                        "no account has the user name '" + username + "'; add it first",
                        null))
                .account()
                .id();
    }

    private <T> T asAdmin(Actor actor, String action, String username, Supplier<T> change) {
        requireNonNull(username, "username");
        return admins.call(actor, action, Logins.subject(username), change);
    }
}
