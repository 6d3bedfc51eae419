package io.defectsdk.postgres.internal.store;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Pages;
import io.defectsdk.spi.ProductStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
                    .orElseThrow(() -> new DuplicateEntryException(
                            ErrorCode.PRODUCT_EXISTS,
                            "a product with the code '" + product.code() + "' exists already; use it, or choose"
                                    + " another code (retired products keep theirs)",
                            id(handle, product.code())));
            NewDefectType normal = NewDefectType.of(product.code(), DefectType.NORMAL, "정상")
                    .withNameEn("normal")
                    .withFullNameKo("정상 제품");
            DefectTypes.insert(handle, added.id(), normal, actor, now);
            AuditLog.write(
                    handle,
                    new AuditEntry(now, actor, "product.add", AuditSubjects.product(product.code()), product.name()));
            return added;
        });
    }

    @Override
    public Optional<Product> find(String code) {
        return database.with("find the product", handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM <schema>.products WHERE product_code = :code")
                .bind("code", Columns.sought(code))
                .map(PRODUCT)
                .findOne());
    }

    @Override
    public Product change(Product product, Actor actor, Instant now) {
        return database.inTransaction("change the product", handle -> {
            Product stored = lock(handle, product.code());
            if (!stored.updatedAt().equals(product.updatedAt())) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "somebody changed the product '" + stored.code() + "' after it was read; read it again",
                        null);
            }
            Product changed = changed(stored, product);
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("name", stored.name(), changed.name()),
                            new FieldChange("description", stored.description(), changed.description()))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            AuditLog.write(
                    handle,
                    new AuditEntry(now, actor, "product.change", AuditSubjects.product(stored.code()), "", changes));
            return update(handle, changed, now);
        });
    }

    /** What is to be changed is checked, and only that: a hand-made database may hold what we would not take. */
    private static Product changed(Product stored, Product wanted) {
        Product changed = stored;
        if (!stored.name().equals(wanted.name())) {
            changed = changed.withName(wanted.name());
        }
        if (!stored.description().equals(wanted.description())) {
            changed = wanted.description().map(changed::withDescription).orElseGet(changed::withoutDescription);
        }
        return changed;
    }

    @Override
    public Product setActive(String code, boolean active, Actor actor, Instant now) {
        return database.inTransaction(active ? "restore the product" : "retire the product", handle -> {
            Product stored = lock(handle, code);
            if (stored.active() == active) {
                return stored;
            }
            String action = active ? "product.restore" : "product.retire";
            AuditLog.write(handle, new AuditEntry(now, actor, action, AuditSubjects.product(code), stored.name()));
            return handle.createQuery("""
                            UPDATE <schema>.products
                            SET is_active = :active, updated_at = GREATEST(:now, updated_at + INTERVAL '1 microsecond')
                            WHERE product_code = :code
                            RETURNING\s""" + COLUMNS)
                    .bind("code", code)
                    .bind("active", active)
                    .bind("now", Columns.time(now))
                    .map(PRODUCT)
                    .one();
        });
    }

    /** A product that nobody else changes, or gives anything, until the transaction ends. */
    static Product lock(Handle handle, String code) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM <schema>.products WHERE product_code = :code FOR NO KEY UPDATE")
                .bind("code", Columns.sought(code))
                .map(PRODUCT)
                .findOne()
                .orElseThrow(() -> unknown(handle, code));
    }

    private static Product update(Handle handle, Product changed, Instant now) {
        return handle.createQuery("""
                        UPDATE <schema>.products
                        SET product_name = :name, description = :description,
                            updated_at = GREATEST(:now, updated_at + INTERVAL '1 microsecond')
                        WHERE product_code = :code
                        RETURNING\s""" + COLUMNS)
                .bind("code", changed.code())
                .bind("name", changed.name())
                .bind("description", changed.description().orElse(null))
                .bind("now", Columns.time(now))
                .map(PRODUCT)
                .one();
    }

    @Override
    public Page<Product> list(PageRequest page) {
        return database.with("list the products", handle -> {
            page.after().ifPresent(cursor -> requireCursor(handle, cursor));
            List<Product> read = handle.createQuery("SELECT " + COLUMNS + " FROM <schema>.products"
                            + (page.after().isPresent() ? " WHERE product_code COLLATE \"C\" > :after" : "")
                            + " ORDER BY product_code COLLATE \"C\" LIMIT :limit")
                    .bind("after", page.after().orElse(null))
                    .bind("limit", page.size() + 1)
                    .map(PRODUCT)
                    .list();
            return Pages.of(read, page.size(), Product::code);
        });
    }

    /** Products stay, so that a cursor of this list is the code of one. */
    private static void requireCursor(Handle handle, String cursor) {
        boolean given = handle.createQuery("SELECT EXISTS (SELECT FROM <schema>.products WHERE product_code = :code)")
                .bind("code", Columns.sought(cursor))
                .mapTo(Boolean.class)
                .one();
        if (!given) {
            throw new IllegalArgumentException("not a cursor of this list: '" + cursor + "'");
        }
    }

    @Override
    public List<Product> search(NameSearch search) {
        return database.with("search the products", handle -> NameSql.bind(
                        handle.createQuery(
                                "SELECT * FROM (SELECT " + COLUMNS + ", " + NameSql.rank("product_name") + """
                                         AS rank FROM <schema>.products) ranked
                                        WHERE rank >= :threshold
                                        ORDER BY rank DESC, product_code COLLATE "C"
                                        LIMIT :limit
                                        """),
                        search)
                .map(PRODUCT)
                .list());
    }

    @Override
    public Optional<String> similarCode(String code) {
        return database.with("look for a product's code", handle -> similarCode(handle, code));
    }

    /** The key of a product that must be there. */
    static long id(Handle handle, String code) {
        return handle.createQuery("SELECT product_id FROM <schema>.products WHERE product_code = :code")
                .bind("code", Columns.sought(code))
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> unknown(handle, code));
    }

    /** The key of a product that can be given something, which it stays until the transaction ends. */
    static long activeId(Handle handle, String code) {
        Product product = handle.createQuery(
                        "SELECT " + COLUMNS + " FROM <schema>.products WHERE product_code = :code FOR SHARE")
                .bind("code", Columns.sought(code))
                .map(PRODUCT)
                .findOne()
                .orElseThrow(() -> unknown(handle, code));
        if (!product.active()) {
            throw new CatalogException(
                    ErrorCode.PRODUCT_RETIRED,
                    "the product '" + code + "' is retired and is given nothing any more; restore it first",
                    null);
        }
        return product.id();
    }

    private static UnknownEntryException unknown(Handle handle, String code) {
        return ProductStore.unknown(code, similarCode(handle, code));
    }

    private static Optional<String> similarCode(Handle handle, String code) {
        return handle.createQuery("""
                        SELECT product_code FROM <schema>.products
                        WHERE lower(btrim(product_code)) = lower(:code)
                        ORDER BY product_code COLLATE "C"
                        LIMIT 1
                        """)
                .bind("code", Columns.sought(code.strip()))
                .mapTo(String.class)
                .findOne();
    }
}
