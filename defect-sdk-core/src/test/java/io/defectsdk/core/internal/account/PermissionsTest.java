package io.defectsdk.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);
    private static final Actor WORKER = Actor.vouched("lee", Role.WORKER);
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456789Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String HASH = "$2b$04$" + "a".repeat(53);

    private final InMemoryStores stores = new InMemoryStores();
    private final AccountStore accounts = stores.accounts();
    private final List<AuditEntry> entries = new ArrayList<>();

    private Permissions permissions(RuntimeException failure) {
        return new Permissions(
                accounts,
                new AuditStore() {
                    @Override
                    public void add(AuditEntry entry) {
                        if (failure != null) {
                            throw failure;
                        }
                        entries.add(entry);
                    }

                    @Override
                    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
                        throw new AssertionError("not asked for");
                    }
                },
                CLOCK);
    }

    @Test
    void letsAdminsPassWithoutATrace() {
        assertThatCode(() -> permissions(null).requireAdmin(ADMIN, "product.add", "product:prod1"))
                .doesNotThrowAnyException();
        assertThat(entries).isEmpty();
    }

    @Test
    void refusesAWorkerAndRecordsIt() {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> permissions(null).requireAdmin(WORKER, "product.add", "product:prod1"))
                .withMessage("product.add is for admins, but lee is a WORKER; the refusal is recorded")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));

        assertThat(entries)
                .containsExactly(new AuditEntry(
                        Instant.parse("2026-11-23T01:02:03.123456Z"),
                        WORKER,
                        "access.denied",
                        "product:prod1",
                        "product.add"));
    }

    @Test
    void refusesAWorkerEvenWhereTheAuditLogIsDownAndDoesNotClaimARecord() {
        for (RuntimeException failure :
                new RuntimeException[] {StoreException.unavailable("away", null), new IllegalStateException("broken")
                }) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> permissions(failure).requireAdmin(WORKER, "product.add", "product:prod1"))
                    .withMessage("product.add is for admins, but lee is a WORKER; the refusal could not be recorded");
        }
    }

    private Account account(String username, Role role) {
        return accounts.add(NewAccount.of(username, role), HASH, ADMIN, NOW);
    }

    private static Actor actor(Account account) {
        return Actor.authenticated(account.id(), account.username(), account.role());
    }

    private void assertRefused(Actor actor, String why, Actor recorded) {
        entries.clear();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> permissions(null).requireAdmin(actor, "product.add", "product:prod1"))
                .withMessage(
                        "product.add is for admins, but %s %s; the refusal is recorded".formatted(actor.name(), why));
        assertThat(entries)
                .containsExactly(new AuditEntry(
                        Instant.parse("2026-11-23T01:02:03.123456Z"),
                        recorded,
                        "access.denied",
                        "product:prod1",
                        "product.add"));
    }

    @Test
    void asksTheAccountOfAnAuthenticatedActor() {
        Account admin = account("kim", Role.ADMIN);
        Account second = account("park", Role.ADMIN);
        Actor before = actor(second);

        permissions(null).requireAdmin(actor(admin), "product.add", "product:prod1");
        permissions(null).requireAdmin(before, "product.add", "product:prod1");
        assertThat(entries).isEmpty();

        accounts.setRole(second.id(), Role.WORKER, ADMIN, NOW);
        assertRefused(before, "is a WORKER", before);
        accounts.setRole(second.id(), Role.ADMIN, ADMIN, NOW);
        accounts.setActive(second.id(), false, ADMIN, NOW);
        assertRefused(before, "is retired", before);
        accounts.setActive(second.id(), true, ADMIN, NOW);
        permissions(null).requireAdmin(before, "product.add", "product:prod1");
    }

    @Test
    void refusesAnAuthenticatedWorker() {
        Actor worker = actor(account("lee", Role.WORKER));
        assertRefused(worker, "is a WORKER", worker);
    }

    @Test
    void refusesWhoWasMadeAnAdminSinceUntilANewLoginSaysSo() {
        Account account = account("lee", Role.WORKER);
        Actor before = actor(account);
        Actor after = actor(accounts.setRole(account.id(), Role.ADMIN, ADMIN, NOW));

        assertRefused(before, "is a WORKER", before);
        permissions(null).requireAdmin(after, "product.add", "product:prod1");
    }

    @Test
    void refusesForgedActorsAndPutsThemDownToNoAccount() {
        Account admin = account("kim", Role.ADMIN);
        Account worker = account("lee", Role.WORKER);

        assertRefused(
                Actor.authenticated(99, "kim", Role.ADMIN), "has no account 99", Actor.vouched("kim", Role.ADMIN));
        assertRefused(
                Actor.authenticated(admin.id(), "choi", Role.ADMIN),
                "has no account " + admin.id(),
                Actor.vouched("choi", Role.ADMIN));
        Actor promotedByHand = Actor.authenticated(worker.id(), "lee", Role.ADMIN);
        assertRefused(promotedByHand, "is a WORKER", promotedByHand);
    }

    @Test
    void isNoOpenDoorWhileTheDatabaseIsAway() {
        Actor admin = actor(account("kim", Role.ADMIN));
        stores.setAvailable(false);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> permissions(null).requireAdmin(admin, "product.add", "product:prod1"))
                .satisfies(e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void recordsASubjectThatNoDatabaseWouldKeep() {
        String long201 = "a".repeat(150) + "\0" + "\uD800" + "😀".repeat(49);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> permissions(null).requireAdmin(WORKER, "product.add", long201))
                .withMessageContaining("the refusal is recorded");
        assertThat(entries)
                .extracting(AuditEntry::subject)
                .containsExactly("a".repeat(150) + "\uFFFD\uFFFD" + "😀".repeat(48));
    }
}
