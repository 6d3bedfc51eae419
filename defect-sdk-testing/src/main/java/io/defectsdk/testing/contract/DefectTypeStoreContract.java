package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.spi.DefectTypeStore;
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

/** What a {@link DefectTypeStore} has to keep. */
public abstract class DefectTypeStoreContract extends StoreContract {
    /** For subclasses. */
    protected DefectTypeStoreContract() {}

    private DefectTypeStore types() {
        return stores().defectTypes();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    @Test
    void givesBackWhatWasAdded() {
        DefectType added = types().add(
                        NewDefectType.of("prod1", "hole", "기공")
                                .withNameEn("hole")
                                .withFullNameKo("기공 (주조 결함)"),
                        OTHER,
                        NOW);

        assertThat(added)
                .isEqualTo(new DefectType(
                        added.id(),
                        "prod1",
                        "hole",
                        "기공",
                        Optional.of("hole"),
                        Optional.of("기공 (주조 결함)"),
                        true,
                        NOW,
                        NOW));
        assertThat(types().find("prod1", "hole")).contains(added);
        assertThat(types().find("prod2", "hole")).isEmpty();
        assertThat(types().list("prod1")).contains(added).hasSize(2);
        assertThat(types().list("nothing")).isEmpty();
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(NOW, OTHER, "defect-type.add", "defect-type:prod1/hole", "기공"));
    }

    @Test
    void refusesUnknownAndRetiredProducts() {
        stores().products().setActive("prod2", false, ENGINEER, NOW);
        List<String> before = actions(10);

        assertRefused(() -> addType("prod", "hole"), UnknownEntryException.class, ErrorCode.PRODUCT_UNKNOWN);
        assertRefused(() -> addType("prod2", "hole"), CatalogException.class, ErrorCode.PRODUCT_RETIRED);

        assertThat(types().find("prod2", "hole")).isEmpty();
        assertThat(actions(10)).isEqualTo(before);
    }

    @Test
    void refusesACodeThatTheProductHas() {
        DefectType hole = addType("prod1", "hole");
        types().setActive("prod1", "hole", false, ENGINEER, NOW);

        assertThatThrownBy(() -> addType("prod1", "hole"))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DEFECT_TYPE_EXISTS);
                    assertThat(e.existingId()).isEqualTo(hole.id());
                })
                .hasMessageContainingAll("prod1", "hole");
        assertRefused(
                () -> addType("prod1", DefectType.NORMAL), DuplicateEntryException.class, ErrorCode.DEFECT_TYPE_EXISTS);
        assertThat(addType("prod2", "hole").id()).isNotEqualTo(hole.id());
        assertThat(types().list("prod1")).hasSize(2);
    }

    @Test
    void ordersByCodePoint() {
        List<String> ordered = List.of("1", "10", "2", "A", "Z", "_", "a", "é", "기공", "\uFF80", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(code -> addType("prod1", code));

        assertThat(types().list("prod1"))
                .extracting(DefectType::code)
                .filteredOn(code -> !code.equals(DefectType.NORMAL))
                .containsExactlyElementsOf(ordered);
    }

    @Test
    void tellsCodesApartThatLookAlike() {
        List<String> codes = List.of("기공", Normalizer.normalize("기공", Normalizer.Form.NFD), "Hole", "hole", "ｈｏｌｅ");
        codes.forEach(code -> addType("prod1", code));

        for (String code : codes) {
            assertThat(types().find("prod1", code))
                    .get()
                    .extracting(DefectType::code)
                    .isEqualTo(code);
        }
        assertThat(types().find("prod1", "HOLE")).isEmpty();
        assertThat(types().find("PROD1", "hole")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#codes")
    void keepsTextsAsTheyAre(String text) {
        addProduct(text);

        DefectType added =
                types().add(NewDefectType.of(text, text, text).withNameEn(text).withFullNameKo(text), ENGINEER, NOW);

        assertThat(List.of(added.productCode(), added.code(), added.nameKo())).containsOnly(text);
        assertThat(added.nameEn()).contains(text);
        assertThat(added.fullNameKo()).contains(text);
        assertThat(types().find(text, text)).contains(added);
        assertThat(types().list(text)).contains(added);
        assertThat(lastEntry().subject()).isEqualTo("defect-type:" + text + "/" + text);
    }

    @Test
    void takesTextsUpToTheirLimits() {
        String product = "😀".repeat(50);
        addProduct(product);

        DefectType added = types().add(
                        NewDefectType.of(product, "👷".repeat(50), "기".repeat(100))
                                .withNameEn("😀".repeat(100))
                                .withFullNameKo("😀".repeat(200)),
                        ENGINEER,
                        NOW);

        assertThat(types().find(product, added.code())).contains(added);
    }

    @Test
    void changesNames() {
        DefectType added = types().add(NewDefectType.of("prod1", "hole", "기공").withNameEn("hole"), ENGINEER, NOW);
        Instant later = NOW.plusSeconds(5);

        DefectType changed =
                types().change(added.withNameKo("구멍").withoutNameEn().withFullNameKo("구멍 (주조)"), OTHER, later);

        assertThat(changed)
                .isEqualTo(new DefectType(
                        added.id(), "prod1", "hole", "구멍", Optional.empty(), Optional.of("구멍 (주조)"), true, NOW, later));
        assertThat(types().find("prod1", "hole")).contains(changed);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        later,
                        OTHER,
                        "defect-type.change",
                        "defect-type:prod1/hole",
                        "",
                        List.of(
                                FieldChange.of("name_ko", "기공", "구멍"),
                                new FieldChange("name_en", Optional.of("hole"), Optional.empty()),
                                new FieldChange("full_name_ko", Optional.empty(), Optional.of("구멍 (주조)")))));
    }

    @Test
    void logsNothingWhereNothingChanges() {
        DefectType added = addType("prod1", "hole");
        int before = actions(10).size();

        assertThat(types().change(added, OTHER, NOW.plusSeconds(1))).isEqualTo(added);
        assertThat(types().setActive("prod1", "hole", true, OTHER, NOW.plusSeconds(1)))
                .isEqualTo(added);

        assertThat(types().find("prod1", "hole")).contains(added);
        assertThat(actions(10)).hasSize(before);
    }

    @Test
    void datesAChangeLaterThanTheOneBeforeWhateverTheClockSays() {
        DefectType added = addType("prod1", "hole");

        DefectType second = types().change(added.withNameKo("b"), ENGINEER, NOW);
        DefectType third = types().setActive("prod1", "hole", false, ENGINEER, NOW.minusSeconds(3_600));

        assertThat(second.updatedAt()).isEqualTo(NOW.plusNanos(1_000));
        assertThat(third.updatedAt()).isEqualTo(NOW.plusNanos(2_000));
        assertThat(types().find("prod1", "hole")).contains(third);
    }

    @Test
    void refusesAChangeOfWhatWasChangedMeanwhile() {
        DefectType read = addType("prod1", "hole");
        DefectType changed = types().change(read.withNameKo("first"), OTHER, NOW.plusSeconds(1));

        assertRefused(
                () -> types().change(read.withNameKo("second"), ENGINEER, NOW.plusSeconds(2)),
                CatalogException.class,
                ErrorCode.CHANGED_MEANWHILE);
        assertThat(types().find("prod1", "hole")).contains(changed);
    }

    @Test
    void refusesAChangeToWhatDoesNotFit() {
        DefectType added = addType("prod1", "hole");
        DefectType tooLong = new DefectType(
                added.id(),
                "prod1",
                "hole",
                "기공",
                Optional.empty(),
                Optional.of("가".repeat(201)),
                true,
                added.createdAt(),
                added.updatedAt());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> types().change(tooLong, ENGINEER, NOW))
                .withMessageContainingAll("200", "201");
        assertThat(types().find("prod1", "hole")).contains(added);
    }

    @Test
    void retiresAndRestores() {
        DefectType added = addType("prod1", "hole");

        DefectType retired = types().setActive("prod1", "hole", false, OTHER, NOW.plusSeconds(1));
        assertThat(retired.active()).isFalse();
        assertThat(retired.updatedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(types().find("prod1", "hole")).contains(retired);
        assertThat(types().list("prod1")).contains(retired);

        DefectType restored = types().setActive("prod1", "hole", true, ENGINEER, NOW.plusSeconds(2));
        assertThat(restored.active()).isTrue();
        assertThat(restored.nameKo()).isEqualTo(added.nameKo());
        assertThat(actions(2))
                .containsExactly(
                        "defect-type.restore defect-type:prod1/hole " + ENGINEER.name(),
                        "defect-type.retire defect-type:prod1/hole " + OTHER.name());
    }

    @Test
    void doesNotRetireTheNormalType() {
        assertRefused(
                () -> types().setActive("prod1", DefectType.NORMAL, false, ENGINEER, NOW),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        assertThat(types().find("prod1", DefectType.NORMAL))
                .get()
                .extracting(DefectType::active)
                .isEqualTo(true);
    }

    @Test
    void knowsNoTypeThatIsNotThere() {
        DefectType hole = addType("prod1", "hole");
        DefectType elsewhere = new DefectType(
                hole.id(),
                "prod2",
                "hole",
                "n",
                Optional.empty(),
                Optional.empty(),
                true,
                hole.createdAt(),
                hole.updatedAt());

        assertRefused(
                () -> types().change(elsewhere, ENGINEER, NOW),
                UnknownEntryException.class,
                ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertRefused(
                () -> types().setActive("prod1", "' OR TRUE --", false, ENGINEER, NOW),
                UnknownEntryException.class,
                ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertThat(types().find("prod1", "hole")).contains(hole);
    }

    @Test
    void findsTypesByAnyOfTheirNames() {
        DefectType crack =
                types().add(NewDefectType.of("prod1", "c1", "균열").withNameEn("surface crack"), ENGINEER, NOW);
        DefectType scratch =
                types().add(NewDefectType.of("prod2", "c2", "긁힘").withFullNameKo("긁힘 (표면 결함)"), ENGINEER, NOW);
        DefectType exact = types().add(NewDefectType.of("prod2", "c3", "CRACK"), ENGINEER, NOW);
        types().setActive("prod2", "c2", false, ENGINEER, NOW);

        assertThat(search("균열")).containsExactly(crack.id());
        assertThat(search("surface")).containsExactly(crack.id());
        assertThat(search("표면 결함")).containsExactly(scratch.id());
        assertThat(search("crack")).containsExactly(exact.id(), crack.id());
        assertThat(search("정상")).hasSize(2).isSorted();
        assertThat(search("c3")).isEmpty();
    }

    private List<Long> search(String text) {
        return types().search(NameSearch.of(text, 10)).stream()
                .map(DefectType::id)
                .toList();
    }

    @Test
    void letsOneOfTwoThreadsAddACode() throws Exception {
        for (int round = 0; round < 5; round++) {
            String code = "type" + round;
            Callable<DefectType> add = () -> addType("prod1", code);

            List<Outcome<DefectType>> outcomes = Race.run(List.of(add, add));

            DefectType winner = outcomes.stream()
                    .filter(Outcome::succeeded)
                    .map(Outcome::value)
                    .findFirst()
                    .orElseThrow();
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .isInstanceOfSatisfying(DuplicateEntryException.class, e -> assertThat(e.existingId())
                            .isEqualTo(winner.id()));
        }
    }
}
