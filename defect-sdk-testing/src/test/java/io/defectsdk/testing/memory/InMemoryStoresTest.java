package io.defectsdk.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryStoresTest {
    private static final Actor ENGINEER = Actor.vouched("kim", Role.ADMIN);

    @Test
    void playsADatabaseThatIsAwayAndComesBack() {
        InMemoryStores stores = new InMemoryStores();
        stores.products().add(NewProduct.of("prod1", "n"), ENGINEER, Instant.EPOCH);

        stores.setAvailable(false);

        assertThatThrownBy(() -> stores.products().find("prod1")).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(e.retryable()).isTrue();
        });
        assertThatThrownBy(() -> stores.products().add(NewProduct.of("prod2", "n"), ENGINEER, Instant.EPOCH))
                .isInstanceOf(StoreException.class);

        stores.setAvailable(true);

        assertThat(stores.products().list(PageRequest.first(1_000)).items()).hasSize(1);
    }

    @Test
    void keepsEverythingWhenClosed() {
        InMemoryStores stores = new InMemoryStores();
        stores.products().add(NewProduct.of("prod1", "n"), ENGINEER, Instant.EPOCH);

        stores.close();
        stores.close();

        assertThat(stores.products().find("prod1")).isPresent();
    }
}
