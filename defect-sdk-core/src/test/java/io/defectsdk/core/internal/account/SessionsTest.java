package io.defectsdk.core.internal.account;

import static io.defectsdk.core.internal.account.People.HOST;
import static io.defectsdk.core.internal.account.People.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.SettingException;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import io.defectsdk.account.Session;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.spi.AccountStore.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionsTest {
    private static final String RIGHT = "correct horse";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final People people = new People();
    private final DefaultAccounts accounts = people.accounts;

    @BeforeEach
    void addKim() {
        people.add("kim", Role.ADMIN, RIGHT);
        people.add("lee", Role.ADMIN, RIGHT);
    }

    private Session open() {
        return accounts.openSession("kim", password(RIGHT));
    }

    private void setTimeout(String json) {
        people.stores.settings().put(SettingKey.SESSION_TIMEOUT_MINUTES.name(), json, "", HOST, people.clock.instant());
    }

    private void assertEnded(String token) {
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> accounts.resume(token))
                .withMessage("there is no such session, or it has ended; log in again")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_ENDED));
    }

    @Test
    void lastsFromOneUseToTheNext() {
        Session session = open();
        assertThat(session.actor()).isEqualTo(people.authenticate("kim", RIGHT));
        assertThat(session.expiresAt()).isEqualTo(people.clock.instant().plus(HOUR));

        for (int i = 0; i < 5; i++) {
            people.clock.move(HOUR);
            Session resumed = accounts.resume(session.token());
            assertThat(resumed.token()).isEqualTo(session.token());
            assertThat(resumed.actor()).isEqualTo(session.actor());
            assertThat(resumed.expiresAt()).isEqualTo(people.clock.instant().plus(HOUR));
        }
        people.clock.move(HOUR.plus(MICROSECOND));
        assertEnded(session.token());
    }

    @Test
    void endsWhenItSaysThatItEndsThoughUseIsNotNotedEachTime() {
        Session session = open();
        people.clock.move(Duration.ofSeconds(59));
        Session soon = accounts.resume(session.token());
        assertThat(soon.expiresAt()).as("not noted").isEqualTo(session.expiresAt());
        assertThat(stored(session).lastUsedAt()).isEqualTo(session.expiresAt().minus(HOUR));

        people.clock.move(Duration.ofSeconds(1));
        Session later = accounts.resume(session.token());
        assertThat(later.expiresAt()).isEqualTo(people.clock.instant().plus(HOUR));
        assertThat(stored(session).lastUsedAt()).isEqualTo(people.clock.instant());

        people.clock.move(HOUR);
        accounts.resume(session.token());
    }

    @Test
    void keepsASessionOfAMinuteThatIsUsedAllTheTime() {
        setTimeout("1");
        Session session = open();
        for (int i = 0; i < 20; i++) {
            people.clock.move(Duration.ofSeconds(50));
            accounts.resume(session.token());
        }
        people.clock.move(Duration.ofSeconds(61));
        assertEnded(session.token());
    }

    private StoredSession stored(Session session) {
        return people.store.findSession(sha256(session.token())).orElseThrow();
    }

    private static String sha256(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void followsTheSettingFromOneUseToTheNext() {
        Session session = open();
        people.clock.move(Duration.ofMinutes(30));
        setTimeout("29");
        assertEnded(session.token());
        setTimeout("30");
        assertThat(accounts.resume(session.token()).expiresAt())
                .isEqualTo(people.clock.instant().plus(Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"60\"", "0", "60.5", "null", "-1"})
    void saysThatTheSettingCannotBeUsed(String json) {
        Session session = open();
        setTimeout(json);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> accounts.resume(session.token()))
                .withMessageContaining("session_timeout_minutes")
                .withMessageContaining(json);
        assertThatExceptionOfType(SettingException.class).isThrownBy(this::open);
    }

    @Test
    void givesThePresentRole() {
        Session session = open();
        accounts.changeRole("kim", Role.WORKER, HOST);

        Actor actor = accounts.resume(session.token()).actor();
        assertThat(actor.role()).isEqualTo(Role.WORKER);
        assertThat(actor.accountId()).isEqualTo(session.actor().accountId());
    }

    @Test
    void endsWithThePasswordAndTheAccount() {
        String token = open().token();
        accounts.resetPassword("kim", password(RIGHT), HOST);
        assertEnded(token);

        token = open().token();
        accounts.changePassword("kim", password(RIGHT), password(RIGHT));
        assertEnded(token);

        token = open().token();
        accounts.retire("kim", HOST);
        assertEnded(token);
        accounts.restore("kim", HOST);
        assertEnded(token);
    }

    @Test
    void isClosedOnce() {
        Session first = open();
        Session second = open();

        accounts.closeSession(first.token());
        accounts.closeSession(first.token());
        accounts.closeSession("none");

        assertEnded(first.token());
        assertThat(accounts.resume(second.token()).actor().name()).isEqualTo("kim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0"
            })
    void knowsNoTokenThatItDidNotGive(String token) {
        open();
        assertEnded(token);
    }

    @Test
    void givesTokensThatTellNothing() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Session session = open();
            assertThat(session.token()).matches("[A-Za-z0-9_-]{43}");
            assertThat(session.toString()).doesNotContain(session.token());
            assertThat(people.store.findSession(sha256(session.token()))).isPresent();
            tokens.add(session.token());
        }
        assertThat(tokens).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {365, -365})
    void isOpenForNoLongerWhenTheClockJumps(long days) {
        Session before = open();
        people.clock.move(Duration.ofDays(days));
        assertEnded(before.token());
        people.clock.move(Duration.ofDays(-days));
        assertThat(accounts.resume(before.token()).actor().name())
                .as("a moment's jump ends nothing")
                .isEqualTo("kim");

        people.clock.move(Duration.ofDays(days));
        Session jumped = open();
        people.clock.move(Duration.ofDays(-days));
        assertEnded(jumped.token());
    }

    @Test
    void isOpenInAProcessWhoseClockIsAheadAndAfterSomebodyLoggedInThere() {
        Session session = open();
        DefaultAccounts ahead = people.ahead(Duration.ofMinutes(90));

        ahead.openSession("lee", password(RIGHT));

        assertThat(accounts.resume(session.token()).actor().name()).isEqualTo("kim");
        assertThat(ahead.resume(session.token()).actor().name()).isEqualTo("kim");
    }

    @Test
    void removesEndedSessionsWhenSomebodyLogsIn() {
        Session old = open();
        people.clock.move(Duration.ofMinutes(30));
        Session younger = open();
        people.clock.move(Duration.ofMinutes(31));

        open();

        assertThat(people.store.findSession(sha256(old.token()))).isEmpty();
        assertThat(people.store.findSession(sha256(younger.token()))).isPresent();
    }

    @Test
    void opensNoneForAPasswordThatIsResetMeanwhile() {
        people.add("park", Role.WORKER, "battery staple");
        people.hasher.meanwhile(() -> {
            String other = people.store
                    .credentials("park")
                    .orElseThrow()
                    .passwordHash()
                    .orElseThrow();
            long kim = people.store.credentials("kim").orElseThrow().account().id();
            people.store.setPassword(kim, other, HOST, people.clock.instant());
        });
        List<AuditEntry> before = people.audit("login");

        People.assertRefused(this::open);

        assertThat(people.audit("login")).isEqualTo(before);
        people.assertRefused("kim", "something else");
    }

    @Test
    void opensNoneForAnAccountThatIsRetiredMeanwhile() {
        people.hasher.meanwhile(() -> accounts.retire("kim", HOST));
        People.assertRefused(this::open);
    }

    @Test
    void isNotOpenWhileTheDatabaseIsAway() {
        Session session = open();
        people.stores.setAvailable(false);

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> accounts.resume(session.token()));
        people.stores.setAvailable(true);
        assertThat(accounts.resume(session.token()).actor().name()).isEqualTo("kim");
    }
}
