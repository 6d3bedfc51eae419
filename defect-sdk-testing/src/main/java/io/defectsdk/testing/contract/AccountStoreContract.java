package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.testing.contract.Race.Outcome;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link AccountStore} has to keep of accounts and logins; see also {@link AdminContract}, {@link SessionContract}. */
public abstract class AccountStoreContract extends AccountContract {
    /** For subclasses. */
    protected AccountStoreContract() {}

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
        assertThat(entries(10))
                .containsExactly(new AuditEntry(
                        NOW, OTHER, "account.add", "account:kim", role == Role.ADMIN ? "admin" : "worker"));
    }

    @Test
    void keepsTimesToTheMicrosecond() {
        Instant fine = Instant.parse("2026-11-23T04:05:06.123456789Z");
        Account added = accounts().add(NewAccount.of("kim", Role.WORKER), HASH, ENGINEER, fine);
        Account loggedIn = accounts().loginSucceeded(added.id(), HASH, fine).orElseThrow();

        Instant kept = Instant.parse("2026-11-23T04:05:06.123456Z");
        assertThat(loggedIn.createdAt()).isEqualTo(kept);
        assertThat(loggedIn.lastLoginAt()).contains(kept);
        assertThat(now(added)).isEqualTo(loggedIn);
        assertThat(lastEntry().at()).isEqualTo(kept);
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
        assertThat(entries(10).toString()).doesNotContain("$2");
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
        assertThat(lastEntry().subject()).isEqualTo("account:" + text);
        assertThat(lastEntry().actor()).isEqualTo(actor);
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
        assertThat(lastEntry().subject()).isEqualTo("account:" + username);
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

    @Test
    void setsAPasswordAndForgetsTheLock() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 1, NOW);
        accounts().loginFailed(kim.id(), 3, NOW);

        Account changed = accounts().setPassword(kim.id(), OTHER_HASH, OTHER, LATER);

        assertThat(changed).isEqualTo(kim);
        assertThat(accounts().credentials("kim")).contains(new Credentials(kim, Optional.of(OTHER_HASH)));
        assertThat(lastEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.password", "account:kim", ""));
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
    void notesALogin() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 1, NOW);

        Account loggedIn = accounts().loginSucceeded(kim.id(), HASH, LATER).orElseThrow();

        assertThat(loggedIn.lastLoginAt()).contains(LATER);
        assertThat(loggedIn.lockedAt()).isEmpty();
        assertThat(now(kim)).isEqualTo(loggedIn);
        assertThat(lastEntry()).isEqualTo(new AuditEntry(LATER, self(kim), "login", "account:kim", ""));
    }

    @Test
    void notesNoLoginOfWhomThePasswordOrTheAccountIsTakenMeanwhile() {
        Account kim = add("kim", Role.WORKER);
        accounts().loginFailed(kim.id(), 1, NOW);

        assertThat(accounts().loginSucceeded(kim.id(), OTHER_HASH, LATER)).isEmpty();
        accounts().setActive(kim.id(), false, ENGINEER, NOW);
        assertThat(accounts().loginSucceeded(kim.id(), HASH, LATER)).isEmpty();

        assertThat(now(kim).lastLoginAt()).isEmpty();
        assertThat(now(kim).lockedAt()).contains(NOW);
        assertThat(lastEntry().action()).isEqualTo("account.retire");
    }

    @Test
    void tellsOneTimeThatGoesOn() {
        Instant before = accounts().now();

        assertThat(accounts().now()).isAfterOrEqualTo(before);
        assertThat(before).isEqualTo(before.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void locksAtTheLastFailureAllowed() {
        Account kim = add("kim", Role.WORKER);

        accounts().loginFailed(kim.id(), 3, NOW);
        accounts().loginFailed(kim.id(), 3, NOW);
        assertThat(now(kim).lockedAt()).isEmpty();
        accounts().loginFailed(kim.id(), 3, LATER);

        assertThat(now(kim).lockedAt()).contains(LATER);
        assertThat(entries(2))
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(self(kim)))
                .extracting(AuditEntry::action)
                .containsExactly("account.lock", "login.fail");
        assertThat(entries(2).get(1).detail()).isEqualTo("wrong password");
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
        accounts().loginSucceeded(kim.id(), HASH, NOW);
        accounts().loginFailed(kim.id(), 2, NOW);
        assertThat(now(kim).lockedAt()).isEmpty();
        accounts().loginFailed(kim.id(), 2, NOW);
        assertThat(now(kim).lockedAt()).isPresent();

        Account unlocked = accounts().unlock(kim.id(), OTHER, LATER);

        assertThat(unlocked.lockedAt()).isEmpty();
        assertThat(now(kim)).isEqualTo(unlocked);
        assertThat(lastEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.unlock", "account:kim", ""));
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
                () -> accounts().loginSucceeded(id, HASH, NOW),
                () -> accounts().addSession("ab".repeat(32), id, NOW));

        for (ThrowingCallable call : calls) {
            assertRefused(call, UnknownEntryException.class, ErrorCode.ACCOUNT_UNKNOWN, Long.toString(id));
        }
        assertThat(accounts().find(id)).isEmpty();
        assertThat(actions(10)).hasSize(1);
    }
}
