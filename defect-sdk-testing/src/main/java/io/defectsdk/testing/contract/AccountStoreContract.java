package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.AccountException;
import io.defectsdk.DefectSdkException;
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
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.testing.contract.Race.Outcome;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link AccountStore} has to keep of accounts; of sessions: {@link SessionContract}. */
public abstract class AccountStoreContract extends StoreContract {
    /** In the form of bcrypt; a store does not look inside. */
    private static final String HASH =
            "$2b$12$" + "abcdefghijklmnopqrstu.".repeat(3).substring(0, 53);

    private static final String OTHER_HASH =
            "$2a$04$" + "ABCDEFGHIJKLMNOPQRSTU/".repeat(3).substring(0, 53);

    /** What hand-made databases have where no password was set. */
    private static final String PLACEHOLDER = "$2b$12$...";

    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected AccountStoreContract() {}

    private AccountStore accounts() {
        return stores().accounts();
    }

    private Account add(String username, Role role) {
        return accounts().add(NewAccount.of(username, role), HASH, ENGINEER, NOW);
    }

    private Account now(Account account) {
        return accounts().find(account.id()).orElseThrow();
    }

    private AuditEntry newestEntry() {
        return stores().audit().recent(1).get(0);
    }

    private static Actor self(Account account) {
        return Actor.authenticated(account.id(), account.username(), account.role());
    }

    private static void assertRefused(
            ThrowingCallable call, Class<? extends DefectSdkException> type, ErrorCode code, String named) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(type, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(named)
                .hasMessageNotContaining("$2");
    }

    @Test
    void beginsEmpty() {
        assertThat(accounts().list(PageRequest.first(10)).items()).isEmpty();
        assertThat(accounts().credentials("admin")).isEmpty();
        assertThat(accounts().find(1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void givesBackWhatWasAdded(Role role) {
        Account added = accounts().add(NewAccount.of("kim", role).withFullName("김 철수"), HASH, OTHER, NOW);

        assertThat(added)
                .isEqualTo(new Account(
                        added.id(),
                        "kim",
                        role,
                        Optional.of("김 철수"),
                        true,
                        true,
                        NOW,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(accounts().find(added.id())).contains(added);
        assertThat(accounts().credentials("kim")).contains(new Credentials(added, Optional.of(HASH)));
        assertThat(accounts().list(PageRequest.first(10)).items()).containsExactly(added);
        assertThat(stores().audit().recent(10))
                .containsExactly(new AuditEntry(
                        NOW, OTHER, "account.add", "account:kim", role == Role.ADMIN ? "admin" : "worker"));
    }

    @Test
    void keepsTimesToTheMicrosecond() {
        Instant fine = Instant.parse("2026-11-23T04:05:06.123456789Z");
        Account added = accounts().add(NewAccount.of("kim", Role.WORKER), HASH, ENGINEER, fine);
        Account loggedIn = accounts().loginSucceeded(added.id(), fine);

        Instant kept = Instant.parse("2026-11-23T04:05:06.123456Z");
        assertThat(loggedIn.createdAt()).isEqualTo(kept);
        assertThat(loggedIn.lastLoginAt()).contains(kept);
        assertThat(now(added)).isEqualTo(loggedIn);
        assertThat(newestEntry().at()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLACEHOLDER, "", "secret", "$2b$12$", "$1$abc"})
    void takesWhatIsNoHashForNoPassword(String placeholder) {
        Account added = accounts().add(NewAccount.of("kim", Role.ADMIN), placeholder, ENGINEER, NOW);

        assertThat(added.hasPassword()).isFalse();
        assertThat(accounts().credentials("kim")).contains(new Credentials(added, Optional.empty()));
    }

    @Test
    void neverPrintsAHash() {
        Account added = add("kim", Role.ADMIN);

        assertThat(accounts().credentials("kim").orElseThrow().toString())
                .doesNotContain("$2")
                .contains(Long.toString(added.id()));
        assertThat(added.toString()).doesNotContain("$2");
        accounts().setPassword(added.id(), OTHER_HASH, ENGINEER, NOW);
        assertThat(stores().audit().recent(10).toString()).doesNotContain("$2");
    }

    @Test
    void refusesAUserNameThatIsTaken() {
        Account kim = add("kim", Role.WORKER);
        accounts().setActive(kim.id(), false, ENGINEER, NOW);

        assertThatThrownBy(() -> add("kim", Role.ADMIN))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ACCOUNT_EXISTS);
                    assertThat(e.existingId()).isEqualTo(kim.id());
                })
                .hasMessageContaining("kim");
        assertThat(now(kim).role()).isEqualTo(Role.WORKER);
        assertThat(actions(10)).hasSize(2);
    }

    @Test
    void tellsUserNamesApartThatLookAlike() {
        String composed = "기공";
        List<String> names = List.of(
                composed, Normalizer.normalize(composed, Normalizer.Form.NFD), "Kim", "kim", "kim ", "ｋｉｍ", "?", "1");
        names.forEach(name -> add(name, Role.WORKER));

        for (String name : names) {
            assertThat(accounts().credentials(name).orElseThrow().account().username())
                    .isEqualTo(name);
        }
        for (String unknown : List.of("KIM", "ki_", "%", "", "kim\0", "\uD83D", "\uDE00kim")) {
            assertThat(accounts().credentials(unknown)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#printable")
    void keepsTextsAsTheyAre(String text) {
        Actor actor = Actor.vouched(text, Role.ADMIN);
        Account added = accounts().add(NewAccount.of(text, Role.WORKER).withFullName(text), HASH, actor, NOW);

        assertThat(added.username()).isEqualTo(text);
        assertThat(added.fullName()).contains(text);
        assertThat(accounts().credentials(text))
                .get()
                .extracting(Credentials::account)
                .isEqualTo(added);
        assertThat(newestEntry().subject()).isEqualTo("account:" + text);
        assertThat(newestEntry().actor()).isEqualTo(actor);
    }

    @Test
    void takesTextsUpToTheirLimits() {
        String username = "👷".repeat(50);
        String fullName = "기".repeat(99) + "😀";

        Account added =
                accounts().add(NewAccount.of(username, Role.WORKER).withFullName(fullName), HASH, ENGINEER, NOW);

        assertThat(accounts().credentials(username))
                .get()
                .extracting(Credentials::account)
                .isEqualTo(added);
        assertThat(added.fullName()).contains(fullName);
        accounts().loginFailed(added.id(), 1, NOW);
        assertThat(newestEntry().subject()).isEqualTo("account:" + username);
    }

    @Test
    void listsByCodePointPageByPage() {
        List<String> ordered = List.of("1", "10", "2", "A", "Z", "_", "a", "b", "ä", "가", "힣", "\uFF80", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(name -> add(name, Role.WORKER));

        List<String> read = new ArrayList<>();
        PageRequest request = PageRequest.first(4);
        Page<Account> page = accounts().list(request);
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(4);
            page.items().forEach(account -> read.add(account.username()));
            page = accounts().list(request.after(page.next().get()));
        }
        page.items().forEach(account -> read.add(account.username()));

        assertThat(read).containsExactlyElementsOf(ordered);
        assertThat(accounts().list(PageRequest.first(13)).next()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts().list(request.after("nobody")))
                .withMessageContaining("cursor");
    }

    @Test
    void letsOneOfTwoThreadsAddAUserName() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = "kim" + round;
            Callable<Account> add = () -> add(name, Role.WORKER);

            List<Outcome<Account>> outcomes = Race.run(List.of(add, add));

            assertOneSucceeded(outcomes, DuplicateEntryException.class);
        }
    }

    private static void assertOneSucceeded(List<? extends Outcome<?>> outcomes, Class<? extends Throwable> refusal) {
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .extracting(Outcome::failure)
                .filteredOn(Objects::nonNull)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(refusal));
    }

    // the first admin

    @Test
    void makesTheFirstAdmin() {
        Account admin = accounts().bootstrap("관리자", HASH, NOW);

        assertThat(admin)
                .isEqualTo(new Account(
                        admin.id(),
                        "관리자",
                        Role.ADMIN,
                        Optional.empty(),
                        true,
                        true,
                        NOW,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(accounts().credentials("관리자")).contains(new Credentials(admin, Optional.of(HASH)));
        assertThat(stores().audit().recent(10))
                .containsExactly(new AuditEntry(NOW, self(admin), "account.bootstrap", "account:관리자", ""));
    }

    @Test
    void makesAnAdminOfAnAccountThatHasNoPassword() {
        Account placeholder =
                accounts().add(NewAccount.of("admin", Role.WORKER).withFullName("n"), PLACEHOLDER, ENGINEER, NOW);
        accounts().setActive(placeholder.id(), false, ENGINEER, NOW);

        Account admin = accounts().bootstrap("admin", HASH, LATER);

        assertThat(admin.id()).isEqualTo(placeholder.id());
        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(admin.active()).isTrue();
        assertThat(admin.hasPassword()).isTrue();
        assertThat(admin.createdAt()).isEqualTo(NOW);
        assertThat(admin.fullName()).contains("n");
        assertThat(now(admin)).isEqualTo(admin);
        assertThat(newestEntry().actor()).isEqualTo(self(admin));
    }

    @Test
    void refusesASecondFirstAdmin() {
        accounts().bootstrap("first", HASH, NOW);
        accounts().add(NewAccount.of("placeholder", Role.ADMIN), PLACEHOLDER, ENGINEER, NOW);
        List<String> before = actions(10);

        for (String username : List.of("first", "second", "placeholder")) {
            assertRefused(
                    () -> accounts().bootstrap(username, HASH, NOW),
                    AccountException.class,
                    ErrorCode.BOOTSTRAP_DONE,
                    "admin");
        }
        assertThat(actions(10)).isEqualTo(before);
        assertThat(accounts().credentials("second")).isEmpty();
        assertThat(accounts().credentials("placeholder").orElseThrow().passwordHash())
                .isEmpty();
    }

    @Test
    void takesNeitherAWorkersNorARetiredAccountWithAPassword() {
        Account worker = add("worker", Role.WORKER);
        accounts().add(NewAccount.of("placeholder", Role.ADMIN), PLACEHOLDER, ENGINEER, NOW);

        assertThatThrownBy(() -> accounts().bootstrap("worker", OTHER_HASH, NOW))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ACCOUNT_EXISTS);
                    assertThat(e.existingId()).isEqualTo(worker.id());
                });
        assertThat(accounts().credentials("worker")).contains(new Credentials(worker, Optional.of(HASH)));
        assertThat(accounts().bootstrap("admin", HASH, NOW).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void makesOneFirstAdminOfSeveralAtOnce() throws Exception {
        List<Callable<Account>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String username = "admin" + i / 2;
            calls.add(() -> accounts().bootstrap(username, HASH, NOW));
        }

        List<Outcome<Account>> outcomes = Race.run(calls);

        assertOneSucceeded(outcomes, AccountException.class);
        assertThat(accounts().list(PageRequest.first(10)).items()).hasSize(1);
        assertThat(actions(10)).hasSize(1);
    }

    // changes

    @Test
    void setsAPasswordAndForgetsTheLock() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 1, NOW);
        accounts().loginFailed(kim.id(), 3, NOW);

        Account changed = accounts().setPassword(kim.id(), OTHER_HASH, OTHER, LATER);

        assertThat(changed).isEqualTo(kim);
        assertThat(accounts().credentials("kim")).contains(new Credentials(kim, Optional.of(OTHER_HASH)));
        assertThat(newestEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.password", "account:kim", ""));
        // the failure of before counts no more
        accounts().loginFailed(kim.id(), 2, LATER);
        assertThat(now(kim).lockedAt()).isEmpty();
    }

    @Test
    void renewsAHashUnlessAnotherPasswordWasSet() {
        Account kim = add("kim", Role.WORKER);
        List<String> before = actions(10);

        assertThat(accounts().rehash(kim.id(), HASH, OTHER_HASH)).isTrue();
        assertThat(accounts().rehash(kim.id(), HASH, PLACEHOLDER)).isFalse();

        assertThat(accounts().credentials("kim")).contains(new Credentials(kim, Optional.of(OTHER_HASH)));
        assertThat(actions(10)).isEqualTo(before);
    }

    @Test
    void changesARole() {
        Account kim = add("kim", Role.WORKER);

        Account admin = accounts().setRole(kim.id(), Role.ADMIN, OTHER, LATER);

        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(now(kim)).isEqualTo(admin);
        assertThat(newestEntry())
                .isEqualTo(new AuditEntry(
                        LATER,
                        OTHER,
                        "account.role",
                        "account:kim",
                        "",
                        List.of(FieldChange.of("role", "worker", "admin"))));
        assertThat(accounts().setRole(kim.id(), Role.ADMIN, OTHER, LATER)).isEqualTo(admin);
        assertThat(actions(10)).hasSize(2);
    }

    @Test
    void retiresAndRestores() {
        Account kim = add("kim", Role.WORKER);

        Account retired = accounts().setActive(kim.id(), false, OTHER, LATER);
        assertThat(retired.active()).isFalse();
        assertThat(now(kim)).isEqualTo(retired);
        assertThat(newestEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.retire", "account:kim", ""));
        assertThat(accounts().setActive(kim.id(), false, OTHER, LATER)).isEqualTo(retired);

        assertThat(accounts().setActive(kim.id(), true, OTHER, LATER)).isEqualTo(kim);
        assertThat(newestEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.restore", "account:kim", ""));
        assertThat(accounts().setActive(kim.id(), true, OTHER, LATER)).isEqualTo(kim);
        assertThat(actions(10)).hasSize(3);
    }

    @Test
    void keepsTheLastAdmin() {
        Account last = accounts().bootstrap("last", HASH, NOW);
        Account worker = add("worker", Role.WORKER);
        Account noPassword = accounts().add(NewAccount.of("none", Role.ADMIN), PLACEHOLDER, ENGINEER, NOW);
        Account retired = add("retired", Role.ADMIN);
        accounts().setActive(retired.id(), false, ENGINEER, NOW);
        List<String> before = actions(10);

        assertRefused(
                () -> accounts().setRole(last.id(), Role.WORKER, ENGINEER, NOW),
                AccountException.class,
                ErrorCode.LAST_ADMIN,
                "last");
        assertRefused(
                () -> accounts().setActive(last.id(), false, ENGINEER, NOW),
                AccountException.class,
                ErrorCode.LAST_ADMIN,
                "last");
        assertThat(now(last)).isEqualTo(last);
        assertThat(actions(10)).isEqualTo(before);

        // these administrate nothing, so that nothing is lost with them
        accounts().setActive(worker.id(), false, ENGINEER, NOW);
        accounts().setRole(noPassword.id(), Role.WORKER, ENGINEER, NOW);
        accounts().setRole(retired.id(), Role.WORKER, ENGINEER, NOW);
        // and with another admin this one may go
        add("another", Role.ADMIN);
        assertThat(accounts().setActive(last.id(), false, ENGINEER, NOW).active())
                .isFalse();
    }

    @Test
    void keepsOneAdminHoweverManyGoAtOnce() throws Exception {
        List<Account> admins = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (int i = admins.size(); i < 4; i++) {
                admins.add(add("admin " + round + " " + i, Role.ADMIN));
            }
            List<Callable<Account>> calls = new ArrayList<>();
            for (Account admin : admins) {
                boolean retire = calls.size() % 2 == 0;
                calls.add(() -> retire
                        ? accounts().setActive(admin.id(), false, ENGINEER, NOW)
                        : accounts().setRole(admin.id(), Role.WORKER, ENGINEER, NOW));
            }

            List<Outcome<Account>> outcomes = Race.run(calls);

            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AccountException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LAST_ADMIN));
            admins.removeIf(admin -> !now(admin).equals(admin));
            assertThat(admins).hasSize(1);
        }
    }

    // logins

    @Test
    void notesALogin() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 1, NOW);

        Account loggedIn = accounts().loginSucceeded(kim.id(), LATER);

        assertThat(loggedIn.lastLoginAt()).contains(LATER);
        assertThat(loggedIn.lockedAt()).isEmpty();
        assertThat(now(kim)).isEqualTo(loggedIn);
        assertThat(newestEntry()).isEqualTo(new AuditEntry(LATER, self(kim), "login", "account:kim", ""));
    }

    @Test
    void locksAtTheLastFailureAllowed() {
        Account kim = add("kim", Role.WORKER);

        accounts().loginFailed(kim.id(), 3, NOW);
        accounts().loginFailed(kim.id(), 3, NOW);
        assertThat(now(kim).lockedAt()).isEmpty();
        accounts().loginFailed(kim.id(), 3, LATER);

        assertThat(now(kim).lockedAt()).contains(LATER);
        assertThat(stores().audit().recent(2))
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(self(kim)))
                .extracting(AuditEntry::action)
                .containsExactly("account.lock", "login.fail");
        assertThat(actions(10))
                .filteredOn(action -> action.startsWith("login.fail"))
                .hasSize(3);

        // counted from the beginning again; what is locked stays so
        Instant evenLater = LATER.plusSeconds(1);
        accounts().loginFailed(kim.id(), 3, evenLater);
        accounts().loginFailed(kim.id(), 3, evenLater);
        assertThat(now(kim).lockedAt()).contains(LATER);
        accounts().loginFailed(kim.id(), 3, evenLater);
        assertThat(now(kim).lockedAt()).contains(evenLater);
    }

    @Test
    void locksAtOnceWhereFewerFailuresAreAllowedNow() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 5, NOW);
        accounts().loginFailed(kim.id(), 5, NOW);

        accounts().loginFailed(kim.id(), 2, LATER);

        assertThat(now(kim).lockedAt()).contains(LATER);
    }

    @Test
    void forgetsFailuresAtALoginAndWhenUnlocked() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 2, NOW);
        accounts().loginSucceeded(kim.id(), NOW);
        accounts().loginFailed(kim.id(), 2, NOW);
        assertThat(now(kim).lockedAt()).isEmpty();
        accounts().loginFailed(kim.id(), 2, NOW);
        assertThat(now(kim).lockedAt()).isPresent();

        Account unlocked = accounts().unlock(kim.id(), OTHER, LATER);

        assertThat(unlocked.lockedAt()).isEmpty();
        assertThat(now(kim)).isEqualTo(unlocked);
        assertThat(newestEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.unlock", "account:kim", ""));
    }

    @Test
    void countsEachFailureOfSeveralThreads() throws Exception {
        Account kim = add("kim", Role.WORKER);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            calls.add(() -> {
                for (int i = 0; i < 5; i++) {
                    accounts().loginFailed(kim.id(), 21, NOW);
                }
                return true;
            });
        }

        List<Outcome<Boolean>> outcomes = Race.run(calls);

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        assertThat(now(kim).lockedAt()).isEmpty();
        accounts().loginFailed(kim.id(), 21, LATER);
        assertThat(now(kim).lockedAt()).contains(LATER);
    }

    @Test
    void saysWhichAccountItDoesNotHave() {
        long id = add("kim", Role.WORKER).id() + 4_711;
        List<ThrowingCallable> calls = List.of(
                () -> accounts().setPassword(id, HASH, ENGINEER, NOW),
                () -> accounts().rehash(id, HASH, OTHER_HASH),
                () -> accounts().setRole(id, Role.ADMIN, ENGINEER, NOW),
                () -> accounts().setRole(id, Role.WORKER, ENGINEER, NOW),
                () -> accounts().setActive(id, false, ENGINEER, NOW),
                () -> accounts().setActive(id, true, ENGINEER, NOW),
                () -> accounts().unlock(id, ENGINEER, NOW),
                () -> accounts().loginFailed(id, 5, NOW),
                () -> accounts().loginSucceeded(id, NOW),
                () -> accounts().addSession("ab".repeat(32), id, NOW));

        for (ThrowingCallable call : calls) {
            assertRefused(call, UnknownEntryException.class, ErrorCode.ACCOUNT_UNKNOWN, Long.toString(id));
        }
        assertThat(accounts().find(id)).isEmpty();
        assertThat(actions(10)).hasSize(1);
    }
}
