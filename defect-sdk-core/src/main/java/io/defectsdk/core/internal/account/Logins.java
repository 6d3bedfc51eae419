package io.defectsdk.core.internal.account;

import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.AuditSubjects;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks name and password. Whoever is refused learns nothing from it: each attempt compares one password hash, and each
 * refusal reads the same. Which reason there was is in the audit trail. Thread-safe.
 */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final Actor NOBODY = Actor.vouched("unknown", Role.WORKER);

    /** A hash may be renewed, or a password changed, while it is compared; not each time. */
    private static final int ATTEMPTS = 3;

    private final AccountStore accounts;
    private final AuditStore audit;
    private final Passwords passwords;
    private final AccountPolicy policy;
    private final Clock clock;

    Logins(AccountStore accounts, AuditStore audit, Passwords passwords, AccountPolicy policy, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.passwords = passwords;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Whose name and password this is.
     *
     * @throws LoginException {@code LOGIN_REFUSED}
     */
    Credentials verify(String username, char[] password) {
        Optional<Credentials> found = find(username);
        Optional<String> hash = found.flatMap(Credentials::passwordHash).filter(text -> usable(text, username));
        Optional<String> obstacle = obstacle(found.map(Credentials::account), hash);
        boolean matches = passwords.matches(password, obstacle.isPresent() ? Optional.empty() : hash);
        if (obstacle.isPresent()) {
            recordRefusal(found.map(Credentials::account), obstacle.get());
            throw refused();
        }
        Credentials credentials = found.orElseThrow();
        if (!matches) {
            accounts.loginFailed(credentials.account().id(), policy.maxFailures(), accounts.now());
            throw refused();
        }
        return credentials;
    }

    /** The same, noted as a login; a hash of a lower cost than the policy's is made anew while the password is at hand. */
    Credentials login(String username, char[] password) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Credentials credentials = renewed(verify(username, password), password);
            String hash = credentials.passwordHash().orElseThrow();
            Optional<Account> account =
                    accounts.loginSucceeded(credentials.account().id(), hash, accounts.now());
            if (account.isPresent()) {
                return new Credentials(account.get(), credentials.passwordHash());
            }
            // retired, or given another hash, while the password was compared: what counts is there now
        }
        recordRefusal(find(username).map(Credentials::account), "password changed meanwhile");
        throw refused();
    }

    private Credentials renewed(Credentials credentials, char[] password) {
        String hash = credentials.passwordHash().orElseThrow();
        if (!passwords.outdated(hash)) {
            return credentials;
        }
        Account account = credentials.account();
        String renewed = passwords.hash(password);
        if (accounts.rehash(account.id(), hash, renewed)) {
            return new Credentials(account, Optional.of(renewed));
        }
        // another login was quicker, or the password was changed: what counts is there now
        return verify(account.username(), password);
    }

    /** Whether the password that was verified still is the account's, and the account active. */
    boolean stands(Credentials verified) {
        return find(verified.account().username())
                .filter(now -> now.account().active())
                .map(now -> now.passwordHash().equals(verified.passwordHash()))
                .orElse(false);
    }

    /** An account by a name that somebody typed. */
    Optional<Credentials> find(String username) {
        try {
            Actor.vouched(username, Role.WORKER);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no account has such a name, and not every database takes it for a question
        }
        // as it is first: accounts of a hand-made database may be called so
        return accounts.credentials(username)
                .or(() -> accounts.credentials(Normalizer.normalize(username, Normalizer.Form.NFC)));
    }

    private boolean usable(String hash, String username) {
        if (passwords.usable(hash)) {
            return true;
        }
        LOG.warn(
                "the password hash of the account '{}' is none of bcrypt, or of a cost that is much higher than the policy's"
                        + " {}, and counts as none: an admin must reset the password, or the policy allow for the cost",
                username,
                policy.bcryptCost());
        return false;
    }

    private Optional<String> obstacle(Optional<Account> found, Optional<String> hash) {
        if (found.isEmpty()) {
            return Optional.of("no such account");
        }
        Account account = found.get();
        if (!account.active()) {
            return Optional.of("retired");
        }
        if (hash.isEmpty()) {
            return Optional.of(account.hasPassword() ? "password hash of too high a cost" : "no password");
        }
        return locked(account) ? Optional.of("locked") : Optional.empty();
    }

    /**
     * By the distance of two readings of the store's clock, either way: one that jumps locks nobody for longer, and one of some
     * process does nothing.
     */
    private boolean locked(Account account) {
        return account.lockedAt()
                .map(at -> Duration.between(at, accounts.now()).abs().compareTo(policy.lockDuration()) < 0)
                .orElse(false);
    }

    /** Without the name that was typed where nobody has it: many type their password there. */
    private void recordRefusal(Optional<Account> account, String reason) {
        Actor actor = account.map(Logins::actor).orElse(NOBODY);
        String subject = account.map(known -> subject(known.username())).orElse("account");
        audit.add(new AuditEntry(clock.instant(), actor, "login.fail", subject, reason));
    }

    /** That somebody, whom nobody knows, tried what is not allowed any more. */
    void recordDenied(String action, String username) {
        audit.add(new AuditEntry(clock.instant(), NOBODY, "access.denied", subject(username), action));
    }

    static LoginException refused() {
        return new LoginException(
                ErrorCode.LOGIN_REFUSED,
                "user name or password is wrong, or the account is locked, retired or without a password; try again"
                        + " later, or ask an admin, who finds the reason in the audit trail",
                null);
    }

    static Actor actor(Account account) {
        return Actor.authenticated(account.id(), account.username(), account.role());
    }

    /** What the audit trail calls an account. */
    static String subject(String username) {
        return AuditSubjects.account(username);
    }
}
