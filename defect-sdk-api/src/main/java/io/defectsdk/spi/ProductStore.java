package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps products; see {@link Stores} for what all stores promise. */
public interface ProductStore {
    /**
     * Adds a product, active, with {@code createdAt} and {@code updatedAt} at {@code now}; audit action
     * {@code product.add}, subject the code.
     *
     * @throws io.defectsdk.DuplicateProductException if a product has this code
     */
    Product add(NewProduct product, Actor actor, Instant now);

    /** The product with this code, compared code point by code point. */
    Optional<Product> find(String code);

    /** All products ordered by code, by Unicode code point (not by a locale's collation). */
    List<Product> list();
}
