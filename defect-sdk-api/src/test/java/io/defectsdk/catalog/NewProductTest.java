package io.defectsdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NewProductTest {
    @Test
    void holdsCodeAndNameAsGiven() {
        NewProduct product = NewProduct.of("prod1", "주조 제품 A형");

        assertThat(product.code()).isEqualTo("prod1");
        assertThat(product.name()).isEqualTo("주조 제품 A형");
        assertThat(product.description()).isEmpty();
        assertThat(product).hasToString("prod1 (주조 제품 A형)");
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(NewProduct.of("🏭".repeat(50), "🏭".repeat(100)).code()).hasSize(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewProduct.of("🏭".repeat(51), "name"))
                .withMessage("product code must be at most 50 characters long, but has 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewProduct.of("code", "a".repeat(101)))
                .withMessage("product name must be at most 100 characters long, but has 101");
    }

    @Test
    void refusesBlankAndControlCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> NewProduct.of(" ", "name"));
        assertThatIllegalArgumentException().isThrownBy(() -> NewProduct.of("code", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> NewProduct.of("co\u0000de", "name"));
    }

    @Test
    void refusesCodesThatLookLikeOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewProduct.of(" HSG-01 ", "name"))
                .withMessageContaining("product code")
                .withMessageContaining("' HSG-01 '");
        assertThatIllegalArgumentException().isThrownBy(() -> NewProduct.of("HSG\u200B-01", "name"));
    }

    @Test
    void takesADescriptionOfTenThousandCharacters() {
        NewProduct product = NewProduct.of("prod1", "name");

        assertThat(product.withDescription("🏭".repeat(10_000)).description()).isPresent();
        assertThat(product.withDescription("two\nlines").description()).hasValue("two\nlines");
        assertThat(product.description()).as("the first is unchanged").isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> product.withDescription("a".repeat(10_001)))
                .withMessageContaining("10000")
                .withMessageContaining("10001");
        assertThatIllegalArgumentException().isThrownBy(() -> product.withDescription("a\u0000"));
    }
}
