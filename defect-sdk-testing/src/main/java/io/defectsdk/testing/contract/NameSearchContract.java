package io.defectsdk.testing.contract;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.NameSearch;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a store finds, and ranks, what {@link NameSearch} says; shown with the names of products. */
public abstract class NameSearchContract extends StoreContract {
    private final List<Product> added = new ArrayList<>();

    /** For subclasses. */
    protected NameSearchContract() {}

    static Stream<String> names() {
        return Stream.concat(
                AwkwardTexts.printable(),
                Stream.of(
                        "주조 제품 A형",
                        "주조 제품 B형",
                        "주조제품",
                        Normalizer.normalize("주조 제품 A형", Normalizer.Form.NFD),
                        "펌프 임펠러 (전면)",
                        "impeller",
                        "IMPELLER front",
                        "impeler",
                        "prod1_ok_0_129.jpeg",
                        "prod1-hole-001.jpeg",
                        "prod1.hole.002.png",
                        "prod_1",
                        "100%",
                        "1000",
                        "50 mm",
                        "a_b",
                        "a%b",
                        "a\\b",
                        "axb",
                        "ÉCLAIR éclair",
                        "Straße",
                        "STRASSE",
                        "ΟΔΟΣ οδος οδοσ",
                        "İSTANBUL istanbul",
                        "ㄱㄴㄷ ㅏㅑ",
                        "カメラ・レンズー",
                        "Ⅳ ① ½ ² ٣ ３ ｐｒｏｄ",
                        "👷 worker 👷🏽",
                        "ภาษาไทย",
                        "हिन्दी",
                        "a\u0327\u0301b",
                        "x"));
    }

    static Stream<String> texts() {
        return Stream.concat(names(), Stream.of("형", "제품", "주조 재품", "공", "IMPELER", "pro", "rod1", "_", "%", "b", "σ"));
    }

    @BeforeEach
    final void addProducts() {
        names().forEach(name ->
                added.add(stores().products().add(NewProduct.of("%03d".formatted(added.size()), name), ENGINEER, NOW)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void findsAndRanksAsNameSearchSays(String text) {
        NameSearch search = NameSearch.of(text, 100);
        Comparator<Product> best =
                comparing((Product product) -> search.rank(product.name())).reversed();

        assertThat(stores().products().search(search))
                .extracting(Product::name)
                .containsExactlyElementsOf(added.stream()
                        .filter(product -> search.rank(product.name()) > 0)
                        .sorted(best.thenComparing(Product::code))
                        .map(Product::name)
                        .toList());
    }
}
