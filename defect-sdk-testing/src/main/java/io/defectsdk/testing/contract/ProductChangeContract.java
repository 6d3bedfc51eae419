package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a {@link ProductStore} has to keep when products are changed. */
public abstract class ProductChangeContract extends StoreContract {
    /** For subclasses. */
    protected ProductChangeContract() {}

    private ProductStore products() {
        return stores().products();
    }

    @Test
    void changesNameAndDescription() {
        Product added = products().add(NewProduct.of("prod1", "하나").withDescription("d"), ENGINEER, NOW);
        Instant later = NOW.plusSeconds(5);

        Product changed =
                products().change(added.withName("둘 'x'; --").withoutDescription(), OTHER, later.plusNanos(999));

        assertThat(changed)
                .isEqualTo(new Product(added.id(), "prod1", "둘 'x'; --", Optional.empty(), true, NOW, later));
        assertThat(products().find("prod1")).contains(changed);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        later,
                        OTHER,
                        "product.change",
                        "product:prod1",
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
                        "product.restore product:prod1 " + ENGINEER.name(),
                        "product.retire product:prod1 " + OTHER.name(),
                        "product.add product:prod1 " + ENGINEER.name());
    }

    @Test
    void knowsNoProductThatIsNotThere() {
        Product added = addProduct("prod1");
        Product other =
                new Product(added.id(), "PROD1", "n", Optional.empty(), true, added.createdAt(), added.updatedAt());

        assertRefused(
                () -> products().change(other, ENGINEER, NOW), UnknownEntryException.class, ErrorCode.PRODUCT_UNKNOWN);
        assertRefused(
                () -> products().setActive("' OR TRUE --", false, ENGINEER, NOW),
                UnknownEntryException.class,
                ErrorCode.PRODUCT_UNKNOWN);
        assertThat(products().find("prod1")).contains(added);
        assertThat(actions(10)).hasSize(1);
    }
}
