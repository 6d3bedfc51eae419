package io.defectsdk.core.internal.account;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Accounts in memory under a clock that a test moves, with bcrypt at its least cost. */
final class People {
    static final Actor HOST = Actor.vouched("host", Role.ADMIN);
    static final AccountPolicy POLICY =
            AccountPolicy.defaults().withBcryptCost(4).withLock(3, Duration.ofMinutes(15));

    /** As the data model's sample rows have it. */
    static final String PLACEHOLDER = "$2b$12$...";

    /** The store's, and the process's. */
    final MovingClock clock = new MovingClock();

    final InMemoryStores stores = new InMemoryStores(clock);
    final AccountStore store = stores.accounts();
    final CountingHasher hasher = new CountingHasher();
    final DefaultAccounts accounts = under(POLICY);

    /** The same people under another policy, as after a restart. */
    DefaultAccounts under(AccountPolicy policy) {
        return in(clock, policy);
    }

    /** The same people in another process, on a computer whose clock is {@code distance} ahead. */
    DefaultAccounts ahead(Duration distance) {
        return in(Clock.offset(clock, distance), POLICY);
    }

    private DefaultAccounts in(Clock process, AccountPolicy policy) {
        Permissions permissions = new Permissions(store, stores.audit(), process);
        return new DefaultAccounts(new Gate(), stores, permissions, policy, hasher, new SecureRandom(), process);
    }

    static char[] password(String text) {
        return text.toCharArray();
    }

    Account add(String username, Role role, String password) {
        return accounts.add(NewAccount.of(username, role), password(password), HOST);
    }

    /** An account as another system left it. */
    Account adopted(String username, Role role, String hash) {
        return store.add(NewAccount.of(username, role), hash, HOST, clock.instant());
    }

    Actor authenticate(String username, String password) {
        return accounts.authenticate(username, password(password));
    }

    void assertRefused(String username, String password) {
        assertRefused(() -> authenticate(username, password));
    }

    static void assertRefused(ThrowingCallable login) {
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(login)
                .withMessage("user name or password is wrong, or the account is locked, retired or without a password;"
                        + " try again later, or ask an admin, who finds the reason in the audit trail")
                .matches(e -> e.code() == ErrorCode.LOGIN_REFUSED && !e.retryable());
    }

    List<AuditEntry> audit(String action) {
        return stores.audit()
                .list(AuditQuery.all().action(action), PageRequest.first(1_000))
                .items();
    }
}
