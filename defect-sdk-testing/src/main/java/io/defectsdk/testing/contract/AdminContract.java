package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.AccountException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Account;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.testing.contract.Race.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What an {@link AccountStore} has to keep of admins: that there is a first one, and always one. */
public abstract class AdminContract extends AccountContract {
    /** For subclasses. */
    protected AdminContract() {}

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
        assertThat(entries(10))
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
        assertThat(lastEntry().actor()).isEqualTo(self(admin));
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

    @Test
    void changesARole() {
        Account kim = add("kim", Role.WORKER);

        Account admin = accounts().setRole(kim.id(), Role.ADMIN, OTHER, LATER);

        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(now(kim)).isEqualTo(admin);
        assertThat(lastEntry())
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
        assertThat(lastEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.retire", "account:kim", ""));
        assertThat(accounts().setActive(kim.id(), false, OTHER, LATER)).isEqualTo(retired);

        assertThat(accounts().setActive(kim.id(), true, OTHER, LATER)).isEqualTo(kim);
        assertThat(lastEntry()).isEqualTo(new AuditEntry(LATER, OTHER, "account.restore", "account:kim", ""));
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
}
