package io.defectsdk.core.internal.account;

import static io.defectsdk.core.internal.account.People.HOST;
import static io.defectsdk.core.internal.account.People.password;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.PageRequest;
import io.defectsdk.account.Account;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.account.Session;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords, hashes and tokens are nowhere to be read: not in messages, not in the log, not in the audit trail. */
class SecretsTest {
    private static final String SECRET = "s3cret-Passw0rd";
    private static final String WRONG = "wr0ng-Passw0rd";
    private static final String SHORT = "sh0rt";
    private static final String LONG = "l0ng".repeat(20);
    private static final String NUL = "n0l-Passw0rd\0";
    private static final String COSTLY = "$2b$31$" + "a".repeat(53);

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private final People people = new People();
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(before);
    }

    @Test
    void areNowhereToBeRead() {
        Session session = useAllThereIs(people.accounts);
        String hash =
                people.store.credentials("kim").orElseThrow().passwordHash().orElseThrow();
        System.err.flush();
        seen.add(log.toString(UTF_8));
        seen.add(people.stores
                .audit()
                .list(AuditQuery.all(), PageRequest.first(1_000))
                .toString());
        seen.add(session.toString());
        seen.add(people.store.credentials("kim").toString());
        seen.add(people.accounts.list(PageRequest.first(10)).toString());

        assertThat(seen).hasSizeGreaterThan(12);
        for (String secret :
                new String[] {SECRET, WRONG, SHORT, LONG, NUL, COSTLY, hash, session.token(), COSTLY.substring(7)}) {
            assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(secret));
        }
    }

    @Test
    void areLeftOutWhereTheLogTellsOfAHashThatCannotBeUsed() {
        Account kim = people.add("kim", Role.WORKER, SECRET);
        // a store that does not keep its promise
        AccountStore careless = (AccountStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AccountStore.class},
                (proxy, method, arguments) -> method.getName().equals("credentials")
                        ? Optional.of(new Credentials(kim, Optional.of(COSTLY)))
                        : method.invoke(people.store, arguments));
        Passwords passwords = new Passwords(people.hasher, People.POLICY);
        Logins logins = new Logins(careless, people.stores.audit(), passwords, People.POLICY, people.clock);

        People.assertRefused(() -> logins.login("kim", password(SECRET)));

        assertThat(log.toString(UTF_8))
                .contains("the password hash of the account 'kim' is none of bcrypt, or of a cost that is much higher")
                .doesNotContain(COSTLY.substring(7));
        assertThat(people.hasher.compared).isNotEmpty().noneMatch(COSTLY::equals);
        assertThat(people.audit("login.fail").get(0).detail()).isEqualTo("password hash of too high a cost");
    }

    private Session useAllThereIs(DefaultAccounts accounts) {
        failing(() -> accounts.bootstrapAdmin("kim", password(SHORT)));
        failing(() -> accounts.bootstrapAdmin("kim", password(NUL)));
        accounts.bootstrapAdmin("kim", password(SECRET));
        failing(() -> accounts.bootstrapAdmin("kim", password(SECRET)));
        failing(() -> accounts.add(NewAccount.of("lee", Role.WORKER), password(LONG), HOST));
        failing(() -> accounts.add(NewAccount.of("kim", Role.WORKER), password(SECRET), HOST));
        failing(() -> accounts.authenticate("kim", password(WRONG)));
        failing(() -> accounts.authenticate("kim", password(NUL)));
        failing(() -> accounts.authenticate("kim", password(LONG)));
        failing(() -> accounts.authenticate(SECRET, password(WRONG)));
        failing(() -> accounts.changePassword("kim", password(SECRET), password(SHORT)));
        failing(() -> accounts.changePassword("kim", password(WRONG), password(SECRET)));
        accounts.resetPassword("kim", password(SECRET), HOST);
        people.adopted("costly", Role.ADMIN, COSTLY);
        failing(() -> accounts.authenticate("costly", password(SECRET)));
        Session session = accounts.openSession("kim", password(SECRET));
        people.clock.move(Duration.ofDays(1));
        failing(() -> accounts.resume(session.token()));
        people.clock.move(Duration.ofDays(-1));
        people.stores.setAvailable(false);
        failing(() -> accounts.resume(session.token()));
        failing(() -> accounts.authenticate("kim", password(SECRET)));
        people.stores.setAvailable(true);
        return session;
    }

    private void failing(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text, true));
            seen.add(text.toString());
            return;
        }
        throw new AssertionError("expected to fail");
    }
}
