package io.defectsdk.core.internal.catalog;

import io.defectsdk.account.Actor;
import io.defectsdk.catalog.Catalog;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.spi.ProductStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** See {@link Catalog}. */
public final class DefaultCatalog implements Catalog {
    private final Gate gate;
    private final ProductStore products;
    private final Permissions permissions;
    private final Clock clock;

    /** On this store. */
    public DefaultCatalog(Gate gate, ProductStore products, Permissions permissions, Clock clock) {
        this.gate = gate;
        this.products = products;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public Product addProduct(NewProduct product, Actor actor) {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(actor, "actor");
        return gate.call(() -> {
            permissions.requireAdmin(actor, "product.add", product.code());
            return products.add(product, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }

    @Override
    public Optional<Product> findProduct(String code) {
        Objects.requireNonNull(code, "code");
        return gate.call(() -> products.find(code));
    }

    @Override
    public List<Product> products() {
        return gate.call(products::list);
    }
}
