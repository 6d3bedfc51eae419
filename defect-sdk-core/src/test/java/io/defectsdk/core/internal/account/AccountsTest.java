package io.defectsdk.core.internal.account;

import static io.defectsdk.core.internal.account.People.HOST;
import static io.defectsdk.core.internal.account.People.POLICY;
import static io.defectsdk.core.internal.account.People.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.AccountException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What admins do with accounts, and owners with their own. */
@Timeout(60)
class AccountsTest {
    private static final String RIGHT = "correct horse";
    private static final String OTHER = "battery staple";

    private final People people = new People();
    private final DefaultAccounts accounts = people.accounts;

    @Test
    void makesTheFirstAdminOnce() {
        Account kim = accounts.bootstrapAdmin("kim", password(RIGHT));
        Actor actor = people.authenticate("kim", RIGHT);

        assertThat(actor).isEqualTo(Actor.authenticated(kim.id(), "kim", Role.ADMIN));
        assertThat(people.audit("account.bootstrap"))
                .extracting(AuditEntry::actor, AuditEntry::subject)
                .containsExactly(tuple(actor, "account:kim"));
        assertFails(ErrorCode.BOOTSTRAP_DONE, () -> accounts.bootstrapAdmin("kim", password(OTHER)));
        assertFails(ErrorCode.BOOTSTRAP_DONE, () -> accounts.bootstrapAdmin("lee", password(OTHER)));
        assertThat(accounts.find("lee")).isEmpty();
        assertThat(people.audit("access.denied"))
                .extracting(entry -> entry.actor().name(), AuditEntry::subject, AuditEntry::detail)
                .containsExactly(
                        tuple("unknown", "account:lee", "account.bootstrap"),
                        tuple("unknown", "account:kim", "account.bootstrap"));
        assertThat(people.authenticate("kim", RIGHT)).isEqualTo(actor);
        assertThat(accounts.add(NewAccount.of("lee", Role.WORKER), password(OTHER), actor)
                        .username())
                .isEqualTo("lee");
    }

    @ParameterizedTest
    @ValueSource(strings = {People.PLACEHOLDER, "", "$2b$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void givesAnAdminOfAnAdoptedDatabaseItsFirstPassword(String hash) {
        Account adopted = people.adopted("admin", Role.ADMIN, hash);
        people.adopted("worker1", Role.WORKER, hash);

        Account admin = accounts.bootstrapAdmin("admin", password(RIGHT));

        assertThat(admin.id()).isEqualTo(adopted.id());
        assertThat(admin.hasPassword()).isTrue();
        assertThat(people.authenticate("admin", RIGHT).role()).isEqualTo(Role.ADMIN);
        assertFails(ErrorCode.BOOTSTRAP_DONE, () -> accounts.bootstrapAdmin("worker1", password(RIGHT)));
    }

    @Test
    void makesOneFirstAdminOfSeveralAtOnce() {
        List<CompletableFuture<Object>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "admin" + i;
            attempts.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return accounts.bootstrapAdmin(name, password(RIGHT))
                                    .username();
                        } catch (AccountException e) {
                            return e.code();
                        }
                    },
                    task -> new Thread(task).start()));
        }
        List<Object> outcomes = attempts.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).filteredOn(ErrorCode.BOOTSTRAP_DONE::equals).hasSize(7);
        assertThat(accounts.list(PageRequest.first(10)).items())
                .extracting(account -> (Object) account.username())
                .hasSize(1)
                .isSubsetOf(outcomes);
    }

    @Test
    void makesNoAdminOfAWorkerWhoHasAPassword() {
        Account worker = people.add("lee", Role.WORKER, RIGHT);

        assertThatExceptionOfType(DuplicateEntryException.class)
                .isThrownBy(() -> accounts.bootstrapAdmin("lee", password(OTHER)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCOUNT_EXISTS))
                .satisfies(e -> assertThat(e.existingId()).isEqualTo(worker.id()));
        assertThat(people.authenticate("lee", RIGHT).role()).isEqualTo(Role.WORKER);
    }

    @Test
    void bootstrapsNoUnfitNamesAndPasswords() {
        assertFails(ErrorCode.PASSWORD_UNFIT, () -> accounts.bootstrapAdmin("kim", password("short")));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.bootstrapAdmin(" ", password(RIGHT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.bootstrapAdmin("k".repeat(51), password(RIGHT)))
                .withMessageContaining("50");
        assertThatNullPointerException().isThrownBy(() -> accounts.bootstrapAdmin("kim", null));
        assertThat(accounts.list(PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void addsAccountsAndListsThem() {
        Account lee = accounts.add(NewAccount.of("lee", Role.WORKER).withFullName("이영희"), password(RIGHT), HOST);
        Account kim = people.add("kim", Role.ADMIN, RIGHT);

        assertThat(lee.fullName()).hasValue("이영희");
        assertThat(lee.hasPassword()).isTrue();
        assertThat(accounts.find("lee")).hasValue(lee);
        assertThat(accounts.find("LEE")).isEmpty();
        assertThat(accounts.find("lee\0")).isEmpty();
        assertThat(accounts.list(PageRequest.first(10)).items()).containsExactly(kim, lee);
        assertThat(accounts.list(PageRequest.first(1)).next()).isPresent();
        accounts.retire("lee", HOST);
        assertThatExceptionOfType(DuplicateEntryException.class)
                .isThrownBy(() -> people.add("lee", Role.ADMIN, OTHER))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCOUNT_EXISTS));
        assertFails(ErrorCode.PASSWORD_UNFIT, () -> people.add("park", Role.ADMIN, "a".repeat(73)));
        assertThat(accounts.find("park")).isEmpty();
    }

    @Test
    void changesOnesOwnPassword() {
        Account kim = people.add("kim", Role.WORKER, RIGHT);

        accounts.changePassword("kim", password(RIGHT), password(OTHER));

        people.assertRefused("kim", RIGHT);
        Actor actor = people.authenticate("kim", OTHER);
        assertThat(people.audit("account.password"))
                .extracting(AuditEntry::actor)
                .containsExactly(actor);
        assertThat(actor.accountId()).hasValue(kim.id());
    }

    @Test
    void changesNoPasswordForWhoDoesNotKnowIt() {
        people.add("kim", Role.WORKER, RIGHT);

        assertFails(ErrorCode.PASSWORD_UNFIT, () -> accounts.changePassword("kim", password(RIGHT), password("short")));
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            People.assertRefused(() -> accounts.changePassword("kim", password(OTHER), password(OTHER)));
        }
        People.assertRefused(() -> accounts.changePassword("kim", password(RIGHT), password(OTHER)));
        People.assertRefused(() -> accounts.changePassword("nobody", password(RIGHT), password(OTHER)));

        assertThat(people.audit("account.lock")).hasSize(1);
        people.clock.move(POLICY.lockDuration());
        assertThat(people.authenticate("kim", RIGHT).name()).isEqualTo("kim");
    }

    @Test
    void doesNotChangeAPasswordThatAnAdminResetMeanwhile() {
        people.add("kim", Role.WORKER, RIGHT);
        people.hasher.meanwhile(() -> accounts.resetPassword("kim", password("set by an admin"), HOST));

        People.assertRefused(() -> accounts.changePassword("kim", password(RIGHT), password(OTHER)));

        assertThat(people.authenticate("kim", "set by an admin").name()).isEqualTo("kim");
    }

    @Test
    void resetsAPasswordAndUnlocks() {
        people.add("kim", Role.WORKER, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", OTHER);
        }
        assertFails(ErrorCode.PASSWORD_UNFIT, () -> accounts.resetPassword("kim", password("short"), HOST));
        people.assertRefused("kim", RIGHT);

        accounts.resetPassword("kim", password("a third password"), HOST);

        assertThat(people.authenticate("kim", "a third password").name()).isEqualTo("kim");
        people.assertRefused("kim", RIGHT);
        assertThat(people.audit("account.password"))
                .extracting(AuditEntry::actor)
                .containsExactly(HOST);
    }

    @Test
    void unlocks() {
        people.add("kim", Role.WORKER, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", OTHER);
        }
        assertThat(accounts.find("kim").orElseThrow().lockedAt()).isPresent();

        assertThat(accounts.unlock("kim", HOST).lockedAt()).isEmpty();
        assertThat(people.authenticate("kim", RIGHT).name()).isEqualTo("kim");
    }

    @Test
    void keepsAnAdminWhoCanLogIn() {
        people.adopted("placeholder", Role.ADMIN, People.PLACEHOLDER);
        people.add("kim", Role.ADMIN, RIGHT);
        assertFails(ErrorCode.LAST_ADMIN, () -> accounts.changeRole("kim", Role.WORKER, HOST));
        assertFails(ErrorCode.LAST_ADMIN, () -> accounts.retire("kim", HOST));

        people.add("lee", Role.ADMIN, RIGHT);
        assertThat(accounts.changeRole("kim", Role.WORKER, HOST).role()).isEqualTo(Role.WORKER);
        assertFails(ErrorCode.LAST_ADMIN, () -> accounts.retire("lee", HOST));
        assertThat(accounts.retire("kim", HOST).active()).isFalse();
        assertThat(accounts.retire("placeholder", HOST).active()).isFalse();
        assertThat(accounts.restore("kim", HOST).active()).isTrue();
        assertThat(people.authenticate("kim", RIGHT).role()).isEqualTo(Role.WORKER);
    }

    @Test
    void takesRightsAwayAtOnce() {
        people.add("kim", Role.ADMIN, RIGHT);
        people.add("lee", Role.ADMIN, RIGHT);
        Actor lee = people.authenticate("lee", RIGHT);

        accounts.unlock("kim", lee);
        accounts.changeRole("lee", Role.WORKER, HOST);

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.unlock("kim", lee));
        assertThat(people.audit("access.denied"))
                .extracting(AuditEntry::subject, AuditEntry::detail)
                .containsExactly(tuple("account:kim", "account.unlock"));
    }

    @Test
    void knowsNoAccountThatThereIsNot() {
        for (String username : new String[] {"nobody", "", "null\0", "x".repeat(1_000)}) {
            assertUnknown(() -> accounts.resetPassword(username, password(RIGHT), HOST));
            assertUnknown(() -> accounts.unlock(username, HOST));
            assertUnknown(() -> accounts.changeRole(username, Role.ADMIN, HOST));
            assertUnknown(() -> accounts.retire(username, HOST));
            assertUnknown(() -> accounts.restore(username, HOST));
            assertThat(accounts.find(username)).isEqualTo(Optional.empty());
        }
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatExceptionOfType(UnknownEntryException.class).isThrownBy(call).satisfies(e -> assertThat(e.code())
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN));
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(AccountException.class).isThrownBy(call).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
