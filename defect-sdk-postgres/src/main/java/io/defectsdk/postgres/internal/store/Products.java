package io.defectsdk.postgres.internal.store;

import io.defectsdk.DuplicateProductException;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownProductException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.ProductStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Products. */
final class Products implements ProductStore {
    private static final String COLUMNS =
            "product_id, product_code, product_name, description, is_active, created_at, updated_at";

    private static final RowMapper<Product> PRODUCT = (row, context) -> new Product(
            row.getLong("product_id"),
            row.getString("product_code"),
            row.getString("product_name"),
            Columns.optionalText(row, "description"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            Columns.time(row, "updated_at"));

    private final Database database;

    Products(Database database) {
        this.database = database;
    }

    @Override
    public Product add(NewProduct product, Actor actor, Instant now) {
        return database.inTransaction("add the product", handle -> {
            Product added = handle.createQuery("""
                            INSERT INTO <schema>.products
                                (product_code, product_name, description, created_at, updated_at, created_by, created_by_name)
                            VALUES (:code, :name, :description, :now, :now, :account, :actor)
                            ON CONFLICT (product_code) DO NOTHING
                            RETURNING\s""" + COLUMNS)
                    .bind("code", product.code())
                    .bind("name", product.name())
                    .bind("description", product.description().orElse(null))
                    .bind("now", Columns.time(now))
                    .bind("account", Columns.accountId(actor))
                    .bind("actor", actor.name())
                    .map(PRODUCT)
                    .findOne()
                    .orElseThrow(() -> new DuplicateProductException(
                            "a product with the code '" + product.code() + "' exists already; use it, or choose"
                                    + " another code (retired products keep theirs)",
                            null));
            AuditLog.write(handle, new AuditEntry(now, actor, "product.add", product.code(), product.name()));
            return added;
        });
    }

    @Override
    public Optional<Product> find(String code) {
        return database.with("find the product", handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM <schema>.products WHERE product_code = :code")
                .bind("code", code)
                .map(PRODUCT)
                .findOne());
    }

    @Override
    public Product change(Product product, Actor actor, Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public Product setActive(String code, boolean active, Actor actor, Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public Page<Product> list(PageRequest page) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public List<Product> search(NameSearch search) {
        throw new UnsupportedOperationException("being built");
    }

    /** The key of a product that must be there. */
    static long id(Handle handle, String code) {
        return handle.createQuery("SELECT product_id FROM <schema>.products WHERE product_code = :code")
                .bind("code", code)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new UnknownProductException(
                        "no product has the code '" + code + "'; add it to the catalogue first", null));
    }
}
