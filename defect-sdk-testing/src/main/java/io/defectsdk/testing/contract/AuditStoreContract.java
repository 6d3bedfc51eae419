package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
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
        assertThat(entries(10)).isEmpty();
    }

    @Test
    void listsTheNewestFirst() {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(entry("access.denied", "subject " + i, "deployment " + i, NOW.plusSeconds(i)));
        }
        entries.forEach(audit()::add);

        assertThat(entries(10))
                .containsExactly(entries.get(4), entries.get(3), entries.get(2), entries.get(1), entries.get(0));
        assertThat(entries(2)).containsExactly(entries.get(4), entries.get(3));
    }

    @Test
    void keepsEachOfTwoEqualEntries() {
        AuditEntry entry = entry("access.denied", "product:prod1", "", NOW);
        audit().add(entry);
        audit().add(entry);

        assertThat(entries(10)).containsExactly(entry, entry);
    }

    @Test
    void keepsTheMomentToTheMicrosecond() {
        audit().add(entry("access.denied", "product:prod1", "", Instant.parse("1969-12-31T23:59:59.999999999Z")));

        assertThat(entries(1))
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

        assertThat(entries(2)).extracting(AuditEntry::actor).containsExactly(worker, admin);
    }

    @Test
    void keepsWhichValuesChanged() {
        List<FieldChange> changes = List.of(
                FieldChange.of("name", "가", "나 \"b\""),
                new FieldChange("description", Optional.empty(), Optional.of("")),
                new FieldChange("description", Optional.of("\n"), Optional.empty()));
        AuditEntry entry = new AuditEntry(NOW, OTHER, "product.change", "product:prod1", "", changes);
        audit().add(entry);

        assertThat(entries(1)).containsExactly(entry);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsAsTheyAre(String text) {
        AuditEntry entry = new AuditEntry(NOW, OTHER, "access.denied", text, text);
        audit().add(entry);

        assertThat(entries(1)).containsExactly(entry);
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

        assertThat(entries(1)).containsExactly(entry);
    }

    @Test
    void standsBesideTheEntriesOfOtherStores() {
        addProduct("prod1");
        audit().add(entry("access.denied", "product:prod1", "", NOW.plusSeconds(1)));
        start("prod1");

        assertThat(actions(10))
                .containsExactly(
                        "deployment.start product:prod1 " + ENGINEER.name(),
                        "access.denied product:prod1 " + OTHER.name(),
                        "product.add product:prod1 " + ENGINEER.name());
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
        assertThat(entries(100)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void listsPageByPageNewestFirst() {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            // the order is that of writing, not of a clock that may jump
            entries.add(0, entry("access.denied", "product:prod1", "entry " + i, NOW.minusSeconds(i % 3)));
            audit().add(entries.get(0));
        }

        assertThat(read(AuditQuery.all(), 4)).isEqualTo(entries);
        assertThat(read(AuditQuery.all(), 11)).isEqualTo(entries);
        assertThat(audit().list(AuditQuery.all(), PageRequest.first(11)).next()).isEmpty();
        assertThat(audit().list(AuditQuery.all(), PageRequest.first(10)).items())
                .isEqualTo(entries.subList(0, 10));
    }

    private List<AuditEntry> read(AuditQuery query, int pageSize) {
        PageRequest request = PageRequest.first(pageSize);
        List<AuditEntry> read = new ArrayList<>();
        Page<AuditEntry> page = audit().list(query, request);
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(pageSize);
            read.addAll(page.items());
            page = audit().list(query, request.after(page.next().get()));
        }
        read.addAll(page.items());
        return read;
    }

    @Test
    void neitherRepeatsNorHidesEntriesWhileOthersAreWritten() {
        for (int i = 0; i < 4; i++) {
            audit().add(entry("a", "s", "old " + i, NOW));
        }
        Page<AuditEntry> first = audit().list(AuditQuery.all(), PageRequest.first(2));
        audit().add(entry("a", "s", "new", NOW));

        Page<AuditEntry> second = audit().list(
                        AuditQuery.all(),
                        PageRequest.first(2).after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(AuditEntry::detail).containsExactly("old 3", "old 2");
        assertThat(second.items()).extracting(AuditEntry::detail).containsExactly("old 1", "old 0");
    }

    @Test
    void findsWhatIsAskedFor() {
        AuditEntry denied = entry("access.denied", "product:prod1", "", NOW);
        AuditEntry added = new AuditEntry(NOW.plusSeconds(1), ENGINEER, "product.add", "product:prod1", "");
        AuditEntry other = new AuditEntry(NOW.plusSeconds(2), ENGINEER, "product.add", "product:prod2", "");
        List.of(denied, added, other).forEach(audit()::add);

        assertThat(read(AuditQuery.all().subject("product:prod1"), 1)).containsExactly(added, denied);
        assertThat(read(AuditQuery.all().action("product.add"), 1)).containsExactly(other, added);
        assertThat(read(AuditQuery.all().actorName(OTHER.name()), 1)).containsExactly(denied);
        assertThat(read(
                        AuditQuery.all()
                                .subject("product:prod1")
                                .action("product.add")
                                .actorName(ENGINEER.name()),
                        9))
                .containsExactly(added);
        for (AuditQuery nothing : List.of(
                AuditQuery.all().subject("product:prod"),
                AuditQuery.all().subject("product:PROD1"),
                AuditQuery.all().subject("product:prod_"),
                AuditQuery.all().subject("product:prod1\0"),
                AuditQuery.all().action("product.add").subject("product:prod3"),
                AuditQuery.all().actorName("'; DROP TABLE audit_log; --"))) {
            assertThat(read(nothing, 9)).isEmpty();
        }
    }

    @Test
    void findsWhatHappenedInATime() {
        for (int i = 0; i < 4; i++) {
            audit().add(entry("a", "s", Integer.toString(i), NOW.plusNanos(i * 1_000L)));
        }

        assertThat(details(NOW.plusNanos(1_000), NOW.plusNanos(3_000))).containsExactly("2", "1");
        assertThat(details(NOW.plusNanos(1), NOW.plusNanos(2_001))).containsExactly("2", "1");
        assertThat(details(NOW, NOW)).isEmpty();
        assertThat(details(NOW.plusSeconds(1), NOW)).isEmpty();
        assertThat(details(Instant.MIN, Instant.MAX)).containsExactly("3", "2", "1", "0");
        assertThat(details(Instant.MIN, NOW)).isEmpty();
        assertThat(details(NOW.plusSeconds(1), Instant.MAX)).isEmpty();
    }

    private List<String> details(Instant from, Instant until) {
        return read(AuditQuery.all().between(from, until), 3).stream()
                .map(AuditEntry::detail)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void findsTextsAsTheyAre(String text) {
        AuditEntry entry = entry("access.denied", text, "", NOW);
        audit().add(entry);
        audit().add(entry("access.denied", text + "?", "", NOW));

        assertThat(read(AuditQuery.all().subject(text), 9)).containsExactly(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "99999999999999999999", "1; SELECT 1"})
    void refusesACursorOfSomethingElse(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        audit().list(AuditQuery.all(), PageRequest.first(1).after(cursor)))
                .withMessageContaining("cursor");
    }

    private static AuditEntry entry(String action, String subject, String detail, Instant at) {
        return new AuditEntry(at, OTHER, action, subject, detail);
    }
}
