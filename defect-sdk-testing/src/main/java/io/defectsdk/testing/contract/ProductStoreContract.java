package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
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

/** What a {@link ProductStore} has to keep when products are added and read; {@link ProductChangeContract} has the rest. */
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
        assertThat(entries(1)).first().extracting(AuditEntry::at).isEqualTo(kept);
    }

    @Test
    void logsWhoAddedIt() {
        products().add(NewProduct.of("prod1", "n"), OTHER, NOW);

        AuditEntry entry = entries(10).get(0);
        assertThat(entries(10)).hasSize(1);
        assertThat(entry.at()).isEqualTo(NOW);
        assertThat(entry.actor()).isEqualTo(OTHER);
        assertThat(entry.action()).isEqualTo("product.add");
        assertThat(entry.subject()).isEqualTo("product:prod1");
    }

    @Test
    void refusesACodeThatIsTaken() {
        Product first = addProduct("prod1");

        assertThatThrownBy(() -> products().add(NewProduct.of("prod1", "another"), OTHER, NOW.plusSeconds(1)))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_EXISTS);
                    assertThat(e.existingId()).isEqualTo(first.id());
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("prod1");
        assertThat(products().list(PageRequest.first(1_000)).items()).containsExactly(first);
        assertThat(actions(10)).containsExactly("product.add product:prod1 " + ENGINEER.name());
    }

    @Test
    void givesEachProductAKeyOfItsOwnAfterARefusalToo() {
        long first = addProduct("a").id();
        assertThatThrownBy(() -> addProduct("a")).isInstanceOf(DuplicateEntryException.class);
        long second = addProduct("b").id();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void tellsCodesApartThatLookAlike() {
        String composed = "기공";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        List<String> codes = List.of(composed, decomposed, "Prod", "prod", "pro d", "ｐｒｏｄ", "ß", "ss", "1", "01");
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
        Product added = products().add(NewProduct.of("prod1", text).withDescription(text), actor, NOW);

        assertThat(products().find("prod1")).contains(added);
        assertThat(products().list(PageRequest.first(1_000)).items()).containsExactly(added);
        assertThat(added.name()).isEqualTo(text);
        assertThat(added.description()).contains(text);
        assertThat(entries(1)).first().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(actor);
        });
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#codes")
    void keepsCodesAsTheyAre(String code) {
        Product added = products().add(NewProduct.of(code, "n"), ENGINEER, NOW);

        assertThat(added.code()).isEqualTo(code);
        assertThat(products().find(code)).contains(added);
        assertThat(lastEntry().subject()).isEqualTo("product:" + code);
    }

    @Test
    void namesTheProductThatWasMeantByACodeInAnotherCase() {
        addProduct("HSG-01");

        assertThat(products().similarCode("hsg-01")).contains("HSG-01");
        assertThat(products().similarCode(" HSG-01 ")).contains("HSG-01");
        assertThat(products().similarCode("HSG-02")).isEmpty();
        assertThat(products().similarCode("HSG_01")).isEmpty();
        assertThat(products().similarCode("a\0b")).isEmpty();
        assertThatThrownBy(() -> products().setActive("hsg-01", false, ENGINEER, NOW))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessageContaining("did you mean 'HSG-01'?");
        assertThatThrownBy(() -> products().setActive("HSG-02", false, ENGINEER, NOW))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessageContaining("add it with catalog().addProduct(...)");
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
        assertThat(entries(1)).first().extracting(AuditEntry::actor).isEqualTo(actor);
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
                    .isInstanceOf(DuplicateEntryException.class);
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
