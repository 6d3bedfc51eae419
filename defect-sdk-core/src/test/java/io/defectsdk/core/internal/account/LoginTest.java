package io.defectsdk.core.internal.account;

import static io.defectsdk.core.internal.account.People.HOST;
import static io.defectsdk.core.internal.account.People.POLICY;
import static io.defectsdk.core.internal.account.People.password;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.LoginException;
import io.defectsdk.StoreException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, who does not, and what somebody learns who does not. */
@Timeout(60)
class LoginTest {
    private static final String RIGHT = "correct horse";
    private static final String WRONG = "battery staple";

    private final People people = new People();

    @Test
    void saysWhoItIsAndNotesTheLogin() {
        Account kim = people.add("kim", Role.ADMIN, RIGHT);

        Actor actor = people.authenticate("kim", RIGHT);

        assertThat(actor).isEqualTo(Actor.authenticated(kim.id(), "kim", Role.ADMIN));
        assertThat(people.accounts.find("kim").orElseThrow().lastLoginAt()).hasValue(people.clock.instant());
        assertThat(people.audit("login"))
                .containsExactly(new AuditEntry(people.clock.instant(), actor, "login", "account:kim", ""));
    }

    @Test
    void takesAKoreanPasswordFromEveryKeyboard() {
        people.add("kim", Role.WORKER, "한글 비밀번호 여덟자");

        assertThat(people.authenticate("kim", Normalizer.normalize("한글 비밀번호 여덟자", Normalizer.Form.NFD))
                        .role())
                .isEqualTo(Role.WORKER);
    }

    @Test
    void refusesEverybodyInTheSameWordsAfterTheSameWork() {
        people.add("kim", Role.ADMIN, RIGHT);
        people.add("retired", Role.WORKER, RIGHT);
        people.accounts.retire("retired", HOST);
        people.add("locked", Role.WORKER, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("locked", WRONG);
        }
        people.adopted("placeholder", Role.ADMIN, People.PLACEHOLDER);
        people.adopted("costly", Role.ADMIN, "$2b$31$" + "a".repeat(53));
        people.hasher.forget();

        assertOneComparison("nobody", RIGHT, "no such account");
        assertOneComparison("KIM", RIGHT, "no such account");
        assertOneComparison("kim", WRONG, "wrong password");
        assertOneComparison("kim", "", "wrong password");
        assertOneComparison("retired", RIGHT, "retired");
        assertOneComparison("locked", RIGHT, "locked");
        assertOneComparison("placeholder", People.PLACEHOLDER, "no password");
        assertOneComparison("costly", RIGHT, "no password");
        people.adopted("dear", Role.ADMIN, "$2b$07$" + "a".repeat(53));
        assertOneComparison("dear", RIGHT, "password hash of too high a cost");
    }

    private void assertOneComparison(String username, String password, String reason) {
        people.assertRefused(username, password);

        assertThat(people.hasher.made).as(username).isEmpty();
        assertThat(people.hasher.compared).as(username).hasSize(1);
        assertThat(people.hasher.compared.get(0)).as(username).startsWith("$2b$04$");
        assertThat(people.audit("login.fail").get(0).detail()).as(username).isEqualTo(reason);
        people.hasher.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null\0", "half \uD83D", "a\u001B[31m"})
    void asksNoDatabaseForNamesThatNobodyHas(String username) {
        people.hasher.forget();

        people.assertRefused(username, RIGHT);
        people.assertRefused("x".repeat(10_000_000), RIGHT);

        assertThat(people.hasher.compared).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0\0\0\0\0", "half \uD83D", "correct horse\0"})
    void refusesPasswordsThatNobodyHas(String password) {
        people.add("kim", Role.ADMIN, RIGHT);

        people.assertRefused("kim", password);
        people.assertRefused("kim", RIGHT + "!".repeat(72));

        assertThat(people.audit("login.fail")).hasSize(2);
    }

    @Test
    void recordsWhyAndForWhomButNotWhatWasTypedForAName() {
        Account kim = people.add("kim", Role.WORKER, RIGHT);
        people.accounts.retire("kim", HOST);

        people.assertRefused("kim", RIGHT);
        people.assertRefused("my secret, typed one field too early", "kim");

        assertThat(people.audit("login.fail"))
                .containsExactly(
                        new AuditEntry(
                                people.clock.instant(),
                                Actor.vouched("unknown", Role.WORKER),
                                "login.fail",
                                "account",
                                "no such account"),
                        new AuditEntry(
                                people.clock.instant(),
                                Actor.authenticated(kim.id(), "kim", Role.WORKER),
                                "login.fail",
                                "account:kim",
                                "retired"));
    }

    @Test
    void locksAfterFailuresInARowForAWhile() {
        people.add("kim", Role.ADMIN, RIGHT);
        people.assertRefused("kim", WRONG);
        people.assertRefused("kim", WRONG);
        people.authenticate("kim", RIGHT);
        people.assertRefused("kim", WRONG);
        people.assertRefused("kim", WRONG);
        assertThat(people.audit("account.lock")).as("not in a row").isEmpty();

        people.assertRefused("kim", WRONG);
        assertThat(people.audit("account.lock")).hasSize(1);
        people.assertRefused("kim", RIGHT);
        people.clock.move(POLICY.lockDuration().minusNanos(1_000));
        people.assertRefused("kim", RIGHT);

        people.clock.move(Duration.ofNanos(1_000));
        assertThat(people.authenticate("kim", RIGHT).name()).isEqualTo("kim");
        assertThat(people.accounts.find("kim").orElseThrow().lockedAt()).isEmpty();
    }

    @Test
    void locksAlikeInProcessesWhoseClocksDiffer() {
        people.add("kim", Role.ADMIN, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", WRONG);
        }

        for (Duration distance :
                List.of(POLICY.lockDuration(), POLICY.lockDuration().negated())) {
            People.assertRefused(() -> people.ahead(distance).authenticate("kim", People.password(RIGHT)));
        }
    }

    @Test
    void knowsANameHoweverItsLettersAreComposedAndOneOfAnotherSystemAsItIs() {
        people.add(Normalizer.normalize("김철수", Normalizer.Form.NFD), Role.WORKER, RIGHT);
        people.accounts.resetPassword("김철수", password(WRONG), HOST);

        assertThat(people.authenticate("김철수", WRONG).name()).isEqualTo("김철수");
        assertThat(people.authenticate(Normalizer.normalize("김철수", Normalizer.Form.NFD), WRONG)
                        .name())
                .isEqualTo("김철수");
    }

    @Test
    void letsNobodyInWhoIsRetiredWhileThePasswordIsCompared() {
        people.add("kim", Role.WORKER, RIGHT);
        people.hasher.meanwhile(() -> people.accounts.retire("kim", HOST));

        people.assertRefused("kim", RIGHT);

        assertThat(people.audit("login")).isEmpty();
        assertThat(people.audit("login.fail")).extracting(AuditEntry::detail).containsExactly("retired");
    }

    @Test
    void doesNotLockForLongerBecauseSomebodyGoesOnTrying() {
        people.add("kim", Role.ADMIN, RIGHT);
        for (int i = 0; i < 3 * POLICY.maxFailures(); i++) {
            people.clock.move(Duration.ofMinutes(1));
            people.assertRefused("kim", WRONG);
        }
        assertThat(people.audit("account.lock")).hasSize(1);

        people.clock.move(Duration.ofMinutes(9));
        assertThat(people.authenticate("kim", RIGHT).name()).isEqualTo("kim");
    }

    @Test
    void locksAgainAfterAsManyFailuresAsTheFirstTime() {
        people.add("kim", Role.ADMIN, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", WRONG);
        }
        people.clock.move(POLICY.lockDuration());
        people.assertRefused("kim", WRONG);
        people.assertRefused("kim", WRONG);
        assertThat(people.audit("account.lock")).hasSize(1);
        people.assertRefused("kim", WRONG);
        assertThat(people.audit("account.lock")).hasSize(2);
        people.assertRefused("kim", RIGHT);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_650, -3_650})
    void isLockedForNoLongerByAClockThatJumps(long days) {
        people.add("kim", Role.ADMIN, RIGHT);
        Duration jump = Duration.ofDays(days);

        people.clock.move(jump);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", WRONG);
        }
        people.assertRefused("kim", RIGHT);
        people.clock.move(jump.negated());
        assertThat(people.authenticate("kim", RIGHT).name()).isEqualTo("kim");
    }

    @Test
    void staysLockedWhenTheClockIsSetBackALittle() {
        people.add("kim", Role.ADMIN, RIGHT);
        for (int i = 0; i < POLICY.maxFailures(); i++) {
            people.assertRefused("kim", WRONG);
        }
        people.clock.move(Duration.ofMinutes(-5));
        people.assertRefused("kim", RIGHT);
    }

    @Test
    void letsNoMoreGuessesThroughThanTheLockAllowsWhenManyComeAtOnce() throws Exception {
        people.add("kim", Role.ADMIN, RIGHT);
        people.hasher.forget();
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> guesses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String guess = "guess number " + i;
            guesses.add(CompletableFuture.supplyAsync(
                    () -> {
                        await(start);
                        try {
                            people.accounts.authenticate("kim", password(guess));
                            return true;
                        } catch (LoginException e) {
                            return false;
                        }
                    },
                    task -> new Thread(task).start()));
        }
        start.countDown();

        assertThat(guesses).extracting(CompletableFuture::join).containsOnly(false);
        String hash =
                people.store.credentials("kim").orElseThrow().passwordHash().orElseThrow();
        assertThat(people.hasher.compared).hasSize(24);
        // two are let in at once: one guess may be under way when the other one locks
        assertThat(people.hasher.compared.stream().filter(hash::equals).count())
                .isBetween((long) POLICY.maxFailures(), POLICY.maxFailures() + 1L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void renewsAHashOfALowerCostAndNothingElse() {
        people.add("kim", Role.ADMIN, RIGHT);
        String token = people.accounts.openSession("kim", password(RIGHT)).token();
        DefaultAccounts stricter = people.under(POLICY.withBcryptCost(5).withMinPasswordLength(24));
        String before = hash("kim");

        People.assertRefused(() -> stricter.authenticate("kim", password(WRONG)));
        assertThat(hash("kim")).isEqualTo(before);
        stricter.authenticate("kim", password(RIGHT));
        String renewed = hash("kim");
        stricter.authenticate("kim", password(RIGHT));

        assertThat(before).startsWith("$2b$04$");
        assertThat(renewed).startsWith("$2b$05$");
        assertThat(hash("kim")).as("not again").isEqualTo(renewed);
        assertThat(people.audit("account.password")).isEmpty();
        assertThat(people.accounts.resume(token).actor().name()).isEqualTo("kim");
        people.authenticate("kim", RIGHT);
        assertThat(hash("kim")).as("never to a lower cost").isEqualTo(renewed);
    }

    @Test
    void readsHashesThatOtherSystemsMade() {
        people.adopted("kim", Role.ADMIN, "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        DefaultAccounts stricter = people.under(POLICY.withBcryptCost(6));

        assertThat(stricter.authenticate("kim", password("U*U")).name()).isEqualTo("kim");
        assertThat(hash("kim")).as("however short the password").startsWith("$2b$06$");
        assertThat(stricter.authenticate("kim", password("U*U")).name()).isEqualTo("kim");
    }

    @Test
    void doesNotPutAnOldPasswordBackWhileAnAdminSetsANewOne() {
        people.add("kim", Role.ADMIN, RIGHT);
        DefaultAccounts stricter = people.under(POLICY.withBcryptCost(5));
        Account kim = people.accounts.find("kim").orElseThrow();
        String other = new BcryptHasher(new SecureRandom()).hash(5, "a new password".getBytes(UTF_8));
        people.hasher.meanwhile(() -> people.store.setPassword(kim.id(), other, HOST, people.clock.instant()));

        People.assertRefused(() -> stricter.authenticate("kim", password(RIGHT)));

        assertThat(hash("kim")).isEqualTo(other);
        assertThat(stricter.authenticate("kim", password("a new password")).name())
                .isEqualTo("kim");
    }

    @Test
    void letsTwoLoginsRenewTheSameHashAtOnce() {
        people.add("kim", Role.ADMIN, RIGHT);
        DefaultAccounts stricter = people.under(POLICY.withBcryptCost(5));
        people.hasher.meanwhile(() -> stricter.authenticate("kim", password(RIGHT)));

        assertThat(stricter.openSession("kim", password(RIGHT)).actor().name()).isEqualTo("kim");
        assertThat(people.audit("login")).hasSize(2);
        assertThat(people.audit("login.fail")).isEmpty();
    }

    private String hash(String username) {
        return people.store.credentials(username).orElseThrow().passwordHash().orElseThrow();
    }

    @Test
    void letsNobodyInWhileTheDatabaseIsAway() {
        people.add("kim", Role.ADMIN, RIGHT);
        people.stores.setAvailable(false);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> people.authenticate("kim", RIGHT))
                .satisfies(e -> assertThat(e.retryable()).isTrue());
    }
}
