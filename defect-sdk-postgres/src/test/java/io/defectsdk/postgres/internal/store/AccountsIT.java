package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.AccountException;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.Stores;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");
    private static final String HASH = "$2b$12$" + "a".repeat(53);
    private static final String TOKEN = "0a".repeat(32);

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");
    private final AccountStore accounts = stores.accounts();

    @AfterEach
    void close() {
        stores.close();
    }

    /** Nobody can be called so any more, but whoever was is on record. */
    @Test
    void showsWhatAnAccountWithAnOddNameDid() {
        database.execute(
                "INSERT INTO sdk.products (product_code, product_name) VALUES ('p', 'p')",
                "INSERT INTO sdk.users (username, password_hash) VALUES (E'lee\\tmin', ''), (' ', '')",
                "INSERT INTO sdk.deployment_logs (deploy_type, product_id, status, deployed_by, started_at)"
                        + " SELECT 'patchcore_create', 1, 'completed', user_id, now() FROM sdk.users ORDER BY user_id");

        assertThat(stores.deployments().list("p", 10))
                .extracting(run -> run.deployedBy().map(Actor::name).orElse(""))
                .containsExactlyInAnyOrder("lee\uFFFDmin", "?");
    }

    @Test
    void readsTheRowsOfAHandMadeDatabase() {
        database.execute(
                "INSERT INTO sdk.users (username, password_hash, user_type, full_name) VALUES ('admin', '$2b$12$...',"
                        + " 'admin', '시스템 관리자')",
                "INSERT INTO sdk.users (username, password_hash) VALUES ('kim', '" + HASH + "')");

        assertThat(accounts.credentials("admin").orElseThrow().passwordHash()).isEmpty();
        assertThat(accounts.credentials("kim").orElseThrow().passwordHash()).contains(HASH);
        assertThat(accounts.list(PageRequest.first(10)).items())
                .extracting(Account::username, Account::role, Account::hasPassword)
                .containsExactly(tuple("admin", Role.ADMIN, false), tuple("kim", Role.WORKER, true));

        Account admin = accounts.bootstrap("admin", HASH, NOW);

        assertThat(admin.id()).isEqualTo(1);
        assertThat(admin.fullName()).contains("시스템 관리자");
    }

    @Test
    void listsAnAccountWithoutAName() {
        database.execute(
                "INSERT INTO sdk.users (username, password_hash) VALUES ('', '" + HASH + "'), ('kim', '" + HASH + "')");

        Page<Account> first = accounts.list(PageRequest.first(1));
        Page<Account> second =
                accounts.list(PageRequest.first(1).after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(Account::username).containsExactly("");
        assertThat(second.items()).extracting(Account::username).containsExactly("kim");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void recordsWhoDidItByTheAccountsKey() {
        Account admin = accounts.bootstrap("admin", HASH, NOW);
        Actor self = Actor.authenticated(admin.id(), admin.username(), Role.ADMIN);
        accounts.add(NewAccount.of("kim", Role.WORKER), HASH, self, NOW);
        stores.settings().put("default_top_k", "7", "d", self, NOW);
        stores.settings().putParams(Optional.empty(), "clip", "{}", OptionalInt.empty(), self, NOW);

        assertThat(database.rows("SELECT action, actor_id, actor_name, actor_vouched FROM sdk.audit_log ORDER BY 1"))
                .containsExactly(
                        "account.add|1|admin|f",
                        "account.bootstrap|1|admin|f",
                        "params.change|1|admin|f",
                        "setting.change|1|admin|f");
        assertThat(database.value("SELECT updated_by, updated_by_name FROM sdk.system_config"
                        + " WHERE config_key = 'default_top_k'"))
                .isEqualTo("1|admin");
        assertThat(database.value("SELECT created_by, created_by_name FROM sdk.model_params"))
                .isEqualTo("1|admin");
    }

    @Test
    void keepsNeitherTokensNorTracesOfHashes() {
        Account kim = accounts.add(NewAccount.of("kim", Role.WORKER), HASH, Databases.ENGINEER, NOW);
        accounts.addSession(TOKEN, kim.id(), NOW);
        accounts.setPassword(kim.id(), "$2b$12$" + "b".repeat(53), Databases.ENGINEER, NOW);

        assertThat(database.rows("SELECT audit_log::text FROM sdk.audit_log")).noneMatch(row -> row.contains("$2"));
        assertThatThrownBy(
                        () -> accounts.add(NewAccount.of("lee", Role.WORKER), HASH.repeat(5), Databases.ENGINEER, NOW))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(everythingSaid(e)).doesNotContain("$2"));
        accounts.addSession(TOKEN, kim.id(), NOW);
        assertThatThrownBy(() -> accounts.addSession(TOKEN, kim.id(), NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("sessions_pkey");
    }

    private static String everythingSaid(Throwable thrown) {
        StringBuilder said = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            said.append(t).append('\n');
        }
        return said.toString();
    }

    @Test
    void changesNothingWhenTheChangeCannotBeLogged() {
        Account admin = accounts.bootstrap("admin", HASH, NOW);
        Account kim = accounts.add(NewAccount.of("kim", Role.ADMIN), HASH, Databases.ENGINEER, NOW);
        accounts.addSession(TOKEN, kim.id(), NOW);
        List<String> before = users();
        database.execute("ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (FALSE) NOT VALID");
        List<ThrowingCallable> changes = List.of(
                () -> accounts.add(NewAccount.of("lee", Role.WORKER), HASH, Databases.ENGINEER, NOW),
                () -> accounts.setPassword(kim.id(), "$2b$12$" + "b".repeat(53), Databases.ENGINEER, NOW),
                () -> accounts.setRole(kim.id(), Role.WORKER, Databases.ENGINEER, NOW),
                () -> accounts.setActive(kim.id(), false, Databases.ENGINEER, NOW),
                () -> accounts.unlock(kim.id(), Databases.ENGINEER, NOW),
                () -> accounts.loginFailed(kim.id(), 1, NOW),
                () -> accounts.loginSucceeded(kim.id(), HASH, NOW));

        for (ThrowingCallable change : changes) {
            assertThatThrownBy(change).isInstanceOf(StoreException.class).hasMessageContaining("constraint full_up");
        }

        assertThat(users()).isEqualTo(before);
        assertThat(accounts.findSession(TOKEN)).isPresent();
        database.execute("UPDATE sdk.users SET password_hash = '' WHERE user_id IN (" + admin.id() + ", 2)");
        assertThatThrownBy(() -> accounts.bootstrap("first", HASH, NOW)).isInstanceOf(StoreException.class);
        assertThat(accounts.credentials("first")).isEmpty();
    }

    private List<String> users() {
        return database.rows("SELECT users::text FROM sdk.users ORDER BY user_id");
    }

    @Test
    void makesOneFirstAdminAndKeepsTheLastAtAnyIsolationLevel() throws Exception {
        for (String level : List.of("read committed", "repeatable read", "serializable")) {
            database.execute(
                    "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = '" + level + "'",
                    "TRUNCATE sdk.users RESTART IDENTITY CASCADE");

            List<ErrorCode> refusals = race(4, i -> accounts.bootstrap("admin" + i, HASH, NOW));

            assertThat(admins()).as(level).hasSize(1);
            // at the stricter levels the database may ask to try again instead of telling who came first
            assertThat(refusals).hasSize(3).isSubsetOf(ErrorCode.BOOTSTRAP_DONE, ErrorCode.STORE_UNAVAILABLE);
            for (int i = 0; i < 3; i++) {
                accounts.add(NewAccount.of("another" + i, Role.ADMIN), HASH, Databases.ENGINEER, NOW);
            }
            List<String> ids = admins();

            race(4, i -> accounts.setActive(Long.parseLong(ids.get(i)), false, Databases.ENGINEER, NOW));

            assertThat(admins()).as(level).isNotEmpty();
        }
    }

    private List<String> admins() {
        return database.rows("SELECT user_id FROM sdk.users WHERE user_type = 'admin' AND is_active ORDER BY 1");
    }

    /** What something is done with. */
    private interface Step {
        void take(int number);
    }

    private static List<ErrorCode> race(int threads, Step step) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<ErrorCode> refusals = new ArrayList<>();
        try {
            List<Future<Optional<ErrorCode>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                results.add(executor.submit(() -> {
                    barrier.await();
                    try {
                        step.take(number);
                        return Optional.empty();
                    } catch (DefectSdkException e) {
                        return Optional.of(e.code());
                    }
                }));
            }
            for (Future<Optional<ErrorCode>> result : results) {
                result.get(1, TimeUnit.MINUTES).ifPresent(refusals::add);
            }
        } finally {
            executor.shutdownNow();
        }
        return refusals;
    }

    @Test
    void letsOthersReadAndReferToAccountsWhileAdminsChange() throws Exception {
        Account admin = accounts.bootstrap("admin", HASH, NOW);
        database.execute("ALTER DATABASE " + database.name() + " SET lock_timeout = '3s'");
        Stores impatient = database.open("sdk");
        try (Connection change = database.source().getConnection();
                Statement statement = change.createStatement()) {
            change.setAutoCommit(false);
            statement.execute("LOCK TABLE sdk.users IN SHARE ROW EXCLUSIVE MODE");

            assertThat(impatient.accounts().credentials("admin")).isPresent();
            impatient.accounts().addSession(TOKEN, admin.id(), NOW);
            assertThat(impatient.accounts().findSession(TOKEN)).isPresent();
            Actor self = Actor.authenticated(admin.id(), "admin", Role.ADMIN);
            impatient.audit().add(new AuditEntry(NOW, self, "access.denied", "s", ""));

            // a change of an admin waits: this is what the lock is for
            assertThatThrownBy(() -> impatient.accounts().setRole(admin.id(), Role.WORKER, self, NOW))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue());
        } finally {
            impatient.close();
        }
        assertThatThrownBy(() -> accounts.setRole(admin.id(), Role.WORKER, Databases.ENGINEER, NOW))
                .isInstanceOf(AccountException.class);
    }
}
