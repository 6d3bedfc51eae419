package io.defectsdk.catalog;

import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;

/**
 * What the plant keeps: its products. Thread-safe; each call reads or writes the database and blocks until it is done.
 *
 * <p>Every method throws {@link io.defectsdk.StoreException} when the database is away or fails.
 */
public interface Catalog {
    /**
     * Adds a product. Admins only.
     *
     * @return the product as stored
     * @throws io.defectsdk.DuplicateProductException if a product has this code, retired ones included
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     */
    Product addProduct(NewProduct product, Actor actor);

    /** The product with this code, retired or not. */
    Optional<Product> findProduct(String code);

    /** All products, retired ones included, ordered by code (by Unicode code point). */
    List<Product> products();
}
