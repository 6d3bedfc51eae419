package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link AuditStore} has to keep. */
public abstract class AuditStoreContract extends StoreContract {
    /** For subclasses. */
    protected AuditStoreContract() {}

    private AuditStore audit() {
        return stores().audit();
    }

    @Test
    void beginsEmpty() {
        assertThat(audit().recent(10)).isEmpty();
    }

    @Test
    void listsTheNewestFirstUpToALimit() {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(entry("access.denied", "subject " + i, "deployment " + i, NOW.plusSeconds(i)));
        }
        entries.forEach(audit()::add);

        assertThat(audit().recent(10))
                .containsExactly(entries.get(4), entries.get(3), entries.get(2), entries.get(1), entries.get(0));
        assertThat(audit().recent(2)).containsExactly(entries.get(4), entries.get(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit().recent(limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void keepsEachOfTwoEqualEntries() {
        AuditEntry entry = entry("access.denied", "prod1", "", NOW);
        audit().add(entry);
        audit().add(entry);

        assertThat(audit().recent(10)).containsExactly(entry, entry);
    }

    @Test
    void keepsTheMomentToTheMicrosecond() {
        audit().add(entry("access.denied", "prod1", "", Instant.parse("1969-12-31T23:59:59.999999999Z")));

        assertThat(audit().recent(1))
                .first()
                .extracting(AuditEntry::at)
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    }

    @Test
    void keepsBothRoles() {
        Actor admin = Actor.vouched("same name", Role.ADMIN);
        Actor worker = Actor.vouched("same name", Role.WORKER);
        audit().add(new AuditEntry(NOW, admin, "a", "s", ""));
        audit().add(new AuditEntry(NOW.plusSeconds(1), worker, "a", "s", ""));

        assertThat(audit().recent(2)).extracting(AuditEntry::actor).containsExactly(worker, admin);
    }

    @Test
    void keepsWhichValuesChanged() {
        List<FieldChange> changes = List.of(
                FieldChange.of("name", "가", "나 \"b\""),
                new FieldChange("description", Optional.empty(), Optional.of("")),
                new FieldChange("description", Optional.of("\n"), Optional.empty()));
        AuditEntry entry = new AuditEntry(NOW, OTHER, "product.change", "prod1", "", changes);
        audit().add(entry);

        assertThat(audit().recent(1)).containsExactly(entry);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsAsTheyAre(String text) {
        AuditEntry entry = new AuditEntry(NOW, OTHER, "access.denied", text, text);
        audit().add(entry);

        assertThat(audit().recent(1)).containsExactly(entry);
    }

    @Test
    void takesTextsUpToTheirLimits() {
        AuditEntry entry = new AuditEntry(
                NOW,
                Actor.vouched("👷".repeat(100), Role.WORKER),
                "😀".repeat(50),
                "기".repeat(199) + "😀",
                "자세한 설명 ".repeat(2_000));
        audit().add(entry);

        assertThat(audit().recent(1)).containsExactly(entry);
    }

    @Test
    void standsBesideTheEntriesOfOtherStores() {
        addProduct("prod1");
        audit().add(entry("access.denied", "prod1", "", NOW.plusSeconds(1)));
        start("prod1");

        assertThat(actions(10))
                .containsExactly(
                        "deployment.start prod1 " + ENGINEER.name(),
                        "access.denied prod1 " + OTHER.name(),
                        "product.add prod1 " + ENGINEER.name());
    }

    @Test
    void losesNoEntryOfSeveralThreads() throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            String subject = "thread " + thread;
            calls.add(() -> {
                for (int i = 0; i < 10; i++) {
                    audit().add(entry("access.denied", subject, Integer.toString(i), NOW));
                }
                return true;
            });
        }

        List<Outcome<Boolean>> outcomes = Race.run(calls);

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        assertThat(audit().recent(100)).hasSize(40).doesNotHaveDuplicates();
    }

    private static AuditEntry entry(String action, String subject, String detail, Instant at) {
        return new AuditEntry(at, OTHER, action, subject, detail);
    }
}
