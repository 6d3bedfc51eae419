package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the contracts of accounts have in common. */
abstract class AccountContract extends StoreContract {
    /** In the form of bcrypt; a store does not look inside. */
    static final String HASH = "$2b$12$" + "abcdefghijklmnopqrstu.".repeat(3).substring(0, 53);

    static final String OTHER_HASH =
            "$2a$04$" + "ABCDEFGHIJKLMNOPQRSTU/".repeat(3).substring(0, 53);

    /** What hand-made databases have where no password was set. */
    static final String PLACEHOLDER = "$2b$12$...";

    static final Instant LATER = NOW.plusSeconds(90);

    final AccountStore accounts() {
        return stores().accounts();
    }

    final Account add(String username, Role role) {
        return accounts().add(NewAccount.of(username, role), HASH, ENGINEER, NOW);
    }

    /** As it is stored by now. */
    final Account now(Account account) {
        return accounts().find(account.id()).orElseThrow();
    }

    static Actor self(Account account) {
        return Actor.authenticated(account.id(), account.username(), account.role());
    }

    /** That a call is refused for good, in words that name something and no hash. */
    static void assertRefused(
            ThrowingCallable call, Class<? extends DefectSdkException> type, ErrorCode code, String named) {
        assertRefused(call, type, code);
        assertThatThrownBy(call).hasMessageContaining(named).hasMessageNotContaining("$2");
    }

    static void assertOneSucceeded(List<? extends Outcome<?>> outcomes, Class<? extends Throwable> refusal) {
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .extracting(Outcome::failure)
                .filteredOn(Objects::nonNull)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(refusal));
    }
}
