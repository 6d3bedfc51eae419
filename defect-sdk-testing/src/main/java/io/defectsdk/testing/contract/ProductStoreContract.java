package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateProductException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownProductException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.ProductStore;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link ProductStore} has to keep. */
public abstract class ProductStoreContract extends StoreContract {
    /** For subclasses. */
    protected ProductStoreContract() {}

    private ProductStore products() {
        return stores().products();
    }

    @Test
    void beginsEmpty() {
        assertThat(products().list(PageRequest.first(1_000)).items()).isEmpty();
        assertThat(products().find("prod1")).isEmpty();
    }

    @Test
    void givesBackWhatWasAdded() {
        Product added = products().add(NewProduct.of("prod1", "주조 제품 A형").withDescription("펌프 임펠러"), ENGINEER, NOW);

        assertThat(added)
                .isEqualTo(new Product(added.id(), "prod1", "주조 제품 A형", Optional.of("펌프 임펠러"), true, NOW, NOW));
        assertThat(products().find("prod1")).contains(added);
        assertThat(products().list(PageRequest.first(1_000)).items()).containsExactly(added);
    }

    @Test
    void tellsNoDescriptionFromAnEmptyOne() {
        Product none = products().add(NewProduct.of("none", "none"), ENGINEER, NOW);
        Product empty = products().add(NewProduct.of("empty", "empty").withDescription(""), ENGINEER, NOW);

        assertThat(none.description()).isEmpty();
        assertThat(products().find("none"))
                .get()
                .extracting(Product::description)
                .isEqualTo(Optional.empty());
        assertThat(empty.description()).contains("");
        assertThat(products().find("empty"))
                .get()
                .extracting(Product::description)
                .isEqualTo(Optional.of(""));
    }

    @Test
    void keepsInstantsToTheMicrosecond() {
        Product added =
                products().add(NewProduct.of("prod1", "n"), ENGINEER, Instant.parse("2026-11-23T04:05:06.123456789Z"));

        Instant kept = Instant.parse("2026-11-23T04:05:06.123456Z");
        assertThat(added.createdAt()).isEqualTo(kept);
        assertThat(products().find("prod1")).contains(added);
        assertThat(stores().audit().recent(1))
                .first()
                .extracting(AuditEntry::at)
                .isEqualTo(kept);
    }

    @Test
    void logsWhoAddedIt() {
        products().add(NewProduct.of("prod1", "n"), OTHER, NOW);

        AuditEntry entry = stores().audit().recent(10).get(0);
        assertThat(stores().audit().recent(10)).hasSize(1);
        assertThat(entry.at()).isEqualTo(NOW);
        assertThat(entry.actor()).isEqualTo(OTHER);
        assertThat(entry.action()).isEqualTo("product.add");
        assertThat(entry.subject()).isEqualTo("prod1");
    }

    @Test
    void refusesACodeThatIsTaken() {
        Product first = addProduct("prod1");

        assertThatThrownBy(() -> products().add(NewProduct.of("prod1", "another"), OTHER, NOW.plusSeconds(1)))
                .isInstanceOfSatisfying(DuplicateProductException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_EXISTS);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("prod1");
        assertThat(products().list(PageRequest.first(1_000)).items()).containsExactly(first);
        assertThat(actions(10)).containsExactly("product.add prod1 " + ENGINEER.name());
    }

    @Test
    void givesEachProductAKeyOfItsOwnAfterARefusalToo() {
        long first = addProduct("a").id();
        assertThatThrownBy(() -> addProduct("a")).isInstanceOf(DuplicateProductException.class);
        long second = addProduct("b").id();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void tellsCodesApartThatLookAlike() {
        String composed = "기공";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        List<String> codes =
                List.of(composed, decomposed, "Prod", "prod", "prod ", " prod", "ｐｒｏｄ", "ß", "ss", "1", "01");
        codes.forEach(this::addProduct);

        assertThat(products().list(PageRequest.first(1_000)).items())
                .extracting(Product::code)
                .containsExactlyInAnyOrderElementsOf(codes);
        for (String code : codes) {
            assertThat(products().find(code)).get().extracting(Product::code).isEqualTo(code);
        }
        assertThat(products().find("PROD")).isEmpty();
        assertThat(products().find("pro_")).isEmpty();
        assertThat(products().find("%")).isEmpty();
        assertThat(products().find("")).isEmpty();
    }

    @Test
    void ordersByCodePoint() {
        // a dictionary, or UTF-16, would order these otherwise
        List<String> ordered =
                List.of("1", "10", "2", "A", "B b", "Bb", "Z", "_", "a", "b", "ä", "가", "힣", "\uFF80", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(this::addProduct);

        assertThat(products().list(PageRequest.first(1_000)).items())
                .extracting(Product::code)
                .containsExactlyElementsOf(ordered);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#printable")
    void keepsTextsAsTheyAre(String text) {
        Actor actor = Actor.vouched(text, Role.ADMIN);
        Product added = products().add(NewProduct.of(text, text).withDescription(text), actor, NOW);

        assertThat(added.code()).isEqualTo(text);
        assertThat(products().find(text)).contains(added);
        assertThat(products().list(PageRequest.first(1_000)).items()).containsExactly(added);
        assertThat(added.name()).isEqualTo(text);
        assertThat(added.description()).contains(text);
        assertThat(stores().audit().recent(1)).first().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo(text);
            assertThat(entry.actor()).isEqualTo(actor);
        });
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsDescriptionsAsTheyAre(String text) {
        products().add(NewProduct.of("prod1", "n").withDescription(text), ENGINEER, NOW);

        assertThat(products().find("prod1"))
                .get()
                .extracting(Product::description)
                .isEqualTo(Optional.of(text));
    }

    @Test
    void takesTextsUpToTheirLimits() {
        String code = "😀".repeat(50);
        String name = "기".repeat(99) + "😀";
        String description = "가".repeat(10_000);
        Actor actor = Actor.vouched("👷".repeat(100), Role.ADMIN);

        Product added = products().add(NewProduct.of(code, name).withDescription(description), actor, NOW);

        assertThat(products().find(code)).contains(added);
        assertThat(added.name()).isEqualTo(name);
        assertThat(added.description()).contains(description);
        assertThat(stores().audit().recent(1))
                .first()
                .extracting(AuditEntry::actor)
                .isEqualTo(actor);
    }

    @Test
    void letsOneOfTwoThreadsAddACode() throws Exception {
        for (int round = 0; round < 5; round++) {
            String code = "prod" + round;
            Callable<Product> add = () -> products().add(NewProduct.of(code, "n"), ENGINEER, NOW);

            List<Outcome<Product>> outcomes = Race.run(List.of(add, add));

            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .isInstanceOf(DuplicateProductException.class);
        }
        assertThat(products().list(PageRequest.first(1_000)).items()).hasSize(5);
        assertThat(actions(20)).hasSize(5);
    }

    @Test
    void addsTheNormalTypeWithAProduct() {
        addProduct("prod1");

        assertThat(stores().defectTypes().list("prod1")).singleElement().satisfies(type -> {
            assertThat(type)
                    .isEqualTo(new DefectType(
                            type.id(),
                            "prod1",
                            DefectType.NORMAL,
                            "정상",
                            Optional.of("normal"),
                            Optional.of("정상 제품"),
                            true,
                            NOW,
                            NOW));
            assertThat(type.isNormal()).isTrue();
        });
    }

    @Test
    void changesNameAndDescription() {
        Product added = products().add(NewProduct.of("prod1", "하나").withDescription("d"), ENGINEER, NOW);
        Instant later = NOW.plusSeconds(5);

        Product changed = products()
                .change(added.withName("둘 'x'; --").withDescription(Optional.empty()), OTHER, later.plusNanos(999));

        assertThat(changed)
                .isEqualTo(new Product(added.id(), "prod1", "둘 'x'; --", Optional.empty(), true, NOW, later));
        assertThat(products().find("prod1")).contains(changed);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        later,
                        OTHER,
                        "product.change",
                        "prod1",
                        "",
                        List.of(
                                FieldChange.of("name", "하나", "둘 'x'; --"),
                                new FieldChange("description", Optional.of("d"), Optional.empty()))));
    }

    @Test
    void logsNothingWhereNothingChanges() {
        Product added = addProduct("prod1");

        assertThat(products().change(added, OTHER, NOW.plusSeconds(1))).isEqualTo(added);
        assertThat(products().setActive("prod1", true, OTHER, NOW.plusSeconds(1)))
                .isEqualTo(added);

        assertThat(products().find("prod1")).contains(added);
        assertThat(actions(10)).hasSize(1);
    }

    @Test
    void datesAChangeLaterThanTheOneBeforeWhateverTheClockSays() {
        Product added = addProduct("prod1");

        Product second = products().change(added.withName("b"), ENGINEER, NOW);
        Product third = products().change(second.withName("c"), ENGINEER, NOW.minusSeconds(3_600));
        Product fourth = products().setActive("prod1", false, ENGINEER, NOW.minusSeconds(3_600));

        assertThat(List.of(second, third, fourth))
                .extracting(Product::updatedAt)
                .containsExactly(NOW.plusNanos(1_000), NOW.plusNanos(2_000), NOW.plusNanos(3_000));
        assertThat(products().find("prod1")).contains(fourth);
    }

    @Test
    void refusesAChangeOfWhatWasChangedMeanwhile() {
        Product read = addProduct("prod1");
        Product changed = products().change(read.withName("first"), OTHER, NOW.plusSeconds(1));

        assertRefused(
                () -> products().change(read.withName("second"), ENGINEER, NOW.plusSeconds(2)),
                CatalogException.class,
                ErrorCode.CHANGED_MEANWHILE);
        assertThat(products().find("prod1")).contains(changed);
        assertThat(actions(10)).hasSize(2);
    }

    @Test
    void letsOneOfSeveralChangesAtOnceWin() throws Exception {
        for (int round = 0; round < 5; round++) {
            Product read = addProduct("prod" + round);
            Callable<Product> change = () -> products().change(read.withName("changed"), ENGINEER, NOW.plusSeconds(1));

            List<Outcome<Product>> outcomes = Race.run(List.of(change, change, change));

            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(CatalogException.class));
        }
    }

    @Test
    void refusesAChangeToWhatDoesNotFit() {
        Product added = addProduct("prod1");
        Product tooLong = new Product(
                added.id(), "prod1", "가".repeat(101), Optional.empty(), true, added.createdAt(), added.updatedAt());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> products().change(tooLong, ENGINEER, NOW))
                .withMessageContainingAll("100", "101");
        assertThat(products().find("prod1")).contains(added);
    }

    @Test
    void retiresAndRestores() {
        Product added = addProduct("prod1");

        Product retired = products().setActive("prod1", false, OTHER, NOW.plusSeconds(1));
        assertThat(retired)
                .isEqualTo(new Product(
                        added.id(), "prod1", added.name(), added.description(), false, NOW, NOW.plusSeconds(1)));
        assertThat(products().find("prod1")).contains(retired);
        assertThat(products().list(PageRequest.first(10)).items()).containsExactly(retired);

        Product restored = products().setActive("prod1", true, ENGINEER, NOW.plusSeconds(2));
        assertThat(restored.active()).isTrue();
        assertThat(restored.updatedAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(actions(10))
                .containsExactly(
                        "product.restore prod1 " + ENGINEER.name(),
                        "product.retire prod1 " + OTHER.name(),
                        "product.add prod1 " + ENGINEER.name());
    }

    @Test
    void knowsNoProductThatIsNotThere() {
        Product added = addProduct("prod1");
        Product other =
                new Product(added.id(), "PROD1", "n", Optional.empty(), true, added.createdAt(), added.updatedAt());

        assertRefused(
                () -> products().change(other, ENGINEER, NOW),
                UnknownProductException.class,
                ErrorCode.PRODUCT_UNKNOWN);
        assertRefused(
                () -> products().setActive("' OR TRUE --", false, ENGINEER, NOW),
                UnknownProductException.class,
                ErrorCode.PRODUCT_UNKNOWN);
        assertThat(products().find("prod1")).contains(added);
        assertThat(actions(10)).hasSize(1);
    }

    @Test
    void pagesByCode() {
        List<String> ordered = List.of("'", "1", "B", "a", "a%", "a\\", "a_", "가", "힣", "\uFF80", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(this::addProduct);

        for (int size = 1; size <= ordered.size() + 1; size++) {
            List<String> read = new ArrayList<>();
            PageRequest request = PageRequest.first(size);
            Page<Product> page = products().list(request);
            page.items().forEach(product -> read.add(product.code()));
            while (page.next().isPresent()) {
                assertThat(page.items()).hasSize(size);
                page = products().list(request.after(page.next().get()));
                assertThat(page.items()).isNotEmpty();
                page.items().forEach(product -> read.add(product.code()));
            }
            assertThat(read).containsExactlyElementsOf(ordered);
        }
    }

    @Test
    void neitherRepeatsNorHidesAProductBetweenPages() {
        List.of("b", "d", "f").forEach(this::addProduct);
        PageRequest request = PageRequest.first(2);
        Page<Product> first = products().list(request);

        addProduct("a");
        addProduct("e");
        products().setActive("d", false, ENGINEER, NOW);

        Page<Product> second = products().list(request.after(first.next().orElseThrow()));
        assertThat(first.items()).extracting(Product::code).containsExactly("b", "d");
        assertThat(second.items()).extracting(Product::code).containsExactly("e", "f");
        assertThat(second.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "prod", "prod1 ", "' OR TRUE --"})
    void refusesACursorThatItNeverGave(String cursor) {
        addProduct("prod1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> products().list(PageRequest.first(10).after(cursor)))
                .withMessageContaining(cursor);
    }

    @Test
    void findsProductsByNameRetiredOnesIncluded() {
        products().add(NewProduct.of("b", "주조 제품 A형"), ENGINEER, NOW);
        products().add(NewProduct.of("a", "주조 제품 A형"), ENGINEER, NOW);
        products().add(NewProduct.of("c", "주조 제품 A형 (2026)"), ENGINEER, NOW);
        products().add(NewProduct.of("d", "impeller"), ENGINEER, NOW);
        products().setActive("a", false, ENGINEER, NOW);

        assertThat(products().search(NameSearch.of("주조 제품 a형", 10)))
                .extracting(Product::code)
                .containsExactly("a", "b", "c");
        assertThat(products().search(NameSearch.of("주조 제품 a형", 2)))
                .extracting(Product::code)
                .containsExactly("a", "b");
        assertThat(products().search(NameSearch.of("impelers", 10)))
                .extracting(Product::code)
                .containsExactly("d");
        assertThat(products().search(NameSearch.of("prod", 10))).isEmpty();
    }
}
