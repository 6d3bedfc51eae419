package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.NameSearch;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link ManualStore} has to keep. */
public abstract class ManualStoreContract extends StoreContract {
    private int keys;

    /** For subclasses. */
    protected ManualStoreContract() {}

    private ManualStore manuals() {
        return stores().manuals();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    private Manual add(String productCode, String fileName) {
        return manuals().add(productCode, fileName, begin("m" + keys++), content(keys), ENGINEER, NOW);
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        Manual added = add("prod1", "a.pdf");
        StoredContent content = new StoredContent(text, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> manuals().add("prod1", "b.pdf", begin("b"), content, ENGINEER, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manuals().replace(added.id(), begin("c"), content, ENGINEER, NOW));
        assertThat(manuals().list("prod1")).containsExactly(added);
    }

    @Test
    void givesBackWhatWasAdded() {
        Manual added = manuals().add("prod1", "대응 매뉴얼.pdf", begin("m/1.pdf"), content(1), OTHER, NOW);

        assertThat(added)
                .isEqualTo(new Manual(
                        added.id(), "prod1", "대응 매뉴얼.pdf", "m/1.pdf", Optional.of(content(1)), 1, true, NOW, NOW));
        assertThat(manuals().find(added.id())).contains(added);
        assertThat(manuals().findByName("prod1", "대응 매뉴얼.pdf")).contains(added);
        assertThat(manuals().findByName("prod2", "대응 매뉴얼.pdf")).isEmpty();
        assertThat(manuals().find(added.id() + 1)).isEmpty();
        assertThat(manuals().list("prod1")).containsExactly(added);
        assertThat(manuals().list("prod2")).isEmpty();
        assertThat(manuals().list("nothing")).isEmpty();
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(NOW, OTHER, "manual.add", "manual:" + added.id(), "대응 매뉴얼.pdf"));
    }

    @Test
    void refusesUnknownAndRetiredProducts() {
        stores().products().setActive("prod2", false, ENGINEER, NOW);
        List<String> before = actions(10);

        assertRefused(() -> add("prod", "m.pdf"), UnknownEntryException.class, ErrorCode.PRODUCT_UNKNOWN);
        assertRefused(() -> add("prod2", "m.pdf"), CatalogException.class, ErrorCode.PRODUCT_RETIRED);

        assertThat(manuals().list("prod2")).isEmpty();
        assertThat(actions(10)).isEqualTo(before);
        assertThat(stores().uploads().giveUp("m0")).isTrue();
        assertThat(stores().uploads().giveUp("m1")).isTrue();
    }

    @Test
    void refusesANameThatTheProductHas() {
        Manual first = add("prod1", "m.pdf");
        manuals().setActive(first.id(), false, ENGINEER, NOW);
        begin("second");

        assertThatThrownBy(() -> manuals().add("prod1", "m.pdf", "second", content(9), OTHER, NOW))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MANUAL_EXISTS);
                    assertThat(e.existingId()).isEqualTo(first.id());
                })
                .hasMessageContaining("m.pdf");
        assertThat(stores().uploads().giveUp("second")).isTrue();
        assertThat(add("prod2", "m.pdf").id()).isNotEqualTo(first.id());
        assertThat(add("prod1", "M.pdf").id()).isNotEqualTo(first.id());
    }

    @Test
    void refusesAFileWhoseUploadWasGivenUp() {
        stores().uploads().giveUp(begin("stale"));
        Manual there = add("prod1", "there.pdf");
        List<String> before = actions(10);

        assertGivenUp(() -> manuals().add("prod1", "m.pdf", "stale", content(1), ENGINEER, NOW));
        assertGivenUp(() -> manuals().add("prod1", "m.pdf", "never begun", content(1), ENGINEER, NOW));
        assertGivenUp(() -> manuals().replace(there.id(), "stale", content(1), ENGINEER, NOW));

        assertThat(manuals().list("prod1")).containsExactly(there);
        assertThat(actions(10)).isEqualTo(before);
    }

    @Test
    void takesFileNamesUpToTheirLimit() {
        String longest = "기".repeat(250) + "😀.pdf";
        Manual added = add("prod1", longest);

        assertThat(manuals().findByName("prod1", longest)).contains(added);
        assertThatThrownBy(() -> add("prod1", longest + "x"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("255", "256");
        assertThat(manuals().list("prod1")).containsExactly(added);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsAsTheyAre(String text) {
        Manual added = add("prod1", text);

        assertThat(added.fileName()).isEqualTo(text);
        assertThat(manuals().find(added.id())).contains(added);
        assertThat(manuals().findByName("prod1", text)).contains(added);
        assertThat(manuals().list("prod1")).containsExactly(added);
        assertThat(lastEntry().detail()).isEqualTo(text);
    }

    @Test
    void ordersByFileNameByCodePoint() {
        String nfd = Normalizer.normalize("가", Normalizer.Form.NFD);
        List<String> ordered = List.of("1", "10", "2", "A", "Z", "_", "a", "é", nfd, "가", "\uFF80", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(name -> add("prod1", name));

        assertThat(manuals().list("prod1")).extracting(Manual::fileName).containsExactlyElementsOf(ordered);
    }

    @Test
    void replacesTheFile() {
        Manual added = add("prod1", "m.pdf");
        Instant later = NOW.plusSeconds(5);

        Manual replaced = manuals().replace(added.id(), begin("new"), content(77), OTHER, later);

        assertThat(replaced)
                .isEqualTo(
                        new Manual(added.id(), "prod1", "m.pdf", "new", Optional.of(content(77)), 2, true, NOW, later));
        assertThat(manuals().find(added.id())).contains(replaced);
        assertThat(stores().uploads().giveUp("new")).isFalse();
        AuditEntry entry = lastEntry();
        assertThat(inShort(entry)).isEqualTo("manual.replace manual:" + added.id() + " " + OTHER.name());
        assertThat(entry.changes())
                .containsExactly(
                        FieldChange.of(
                                "sha256", content(1).sha256(), content(77).sha256()),
                        FieldChange.of("storage_key", "m0", "new"));

        Manual again = manuals().replace(added.id(), begin("newer"), content(77), OTHER, NOW);
        assertThat(again.revision()).isEqualTo(3);
        assertThat(again.updatedAt()).isEqualTo(later.plusNanos(1_000));
        assertThat(lastEntry().changes()).containsExactly(FieldChange.of("storage_key", "new", "newer"));
    }

    @Test
    void retiresAndRestores() {
        Manual added = add("prod1", "m.pdf");

        Manual retired = manuals().setActive(added.id(), false, OTHER, NOW.plusSeconds(1));
        assertThat(manuals().setActive(added.id(), false, ENGINEER, NOW.plusSeconds(2)))
                .isEqualTo(retired);
        assertThat(retired.active()).isFalse();
        assertThat(manuals().find(added.id())).contains(retired);
        assertThat(manuals().list("prod1")).containsExactly(retired);
        assertThat(manuals()
                        .setActive(added.id(), true, ENGINEER, NOW.plusSeconds(3))
                        .active())
                .isTrue();
        assertThat(actions(3))
                .containsExactly(
                        "manual.restore manual:" + added.id() + " " + ENGINEER.name(),
                        "manual.retire manual:" + added.id() + " " + OTHER.name(),
                        "manual.add manual:" + added.id() + " " + ENGINEER.name());
    }

    @Test
    void knowsNoManualThatIsNotThere() {
        begin("new");

        assertRefused(
                () -> manuals().replace(99, "new", content(1), ENGINEER, NOW),
                UnknownEntryException.class,
                ErrorCode.MANUAL_UNKNOWN);
        assertRefused(
                () -> manuals().setActive(99, false, ENGINEER, NOW),
                UnknownEntryException.class,
                ErrorCode.MANUAL_UNKNOWN);
        assertThat(stores().uploads().giveUp("new")).isTrue();
    }

    @Test
    void findsManualsByFileNameRetiredOnesIncluded() {
        String decomposed = Normalizer.normalize("기공 대응 매뉴얼.pdf", Normalizer.Form.NFD);
        Manual first = add("prod1", decomposed);
        Manual second = add("prod2", "기공 대응 매뉴얼.pdf");
        Manual longer = add("prod2", "기공 대응 매뉴얼 (개정판).pdf");
        add("prod1", "burr.pdf");
        manuals().setActive(first.id(), false, ENGINEER, NOW);

        assertThat(manuals().search(NameSearch.of("기공 대응 매뉴얼.PDF", 10)))
                .extracting(Manual::id)
                .containsExactly(first.id(), second.id(), longer.id());
        assertThat(manuals().search(NameSearch.of("개정", 10)))
                .extracting(Manual::id)
                .containsExactly(longer.id());
        assertThat(manuals().search(NameSearch.of("기공", 1))).hasSize(1);
    }

    @Test
    void letsOneOfTwoThreadsAddAName() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = "m" + round + ".pdf";
            List<String> storageKeys = List.of(begin("a" + round), begin("b" + round));
            List<Callable<Manual>> calls = new ArrayList<>();
            for (String key : storageKeys) {
                calls.add(() -> manuals().add("prod1", name, key, content(1), ENGINEER, NOW));
            }

            List<Outcome<Manual>> outcomes = Race.run(calls);

            Manual there = manuals().findByName("prod1", name).orElseThrow();
            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .isInstanceOfSatisfying(DuplicateEntryException.class, e -> assertThat(e.existingId())
                            .isEqualTo(there.id()));
            assertThat(storageKeys).filteredOn(stores().uploads()::giveUp).hasSize(1);
        }
    }
}
