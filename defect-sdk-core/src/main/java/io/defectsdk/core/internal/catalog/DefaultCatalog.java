package io.defectsdk.core.internal.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.Catalog;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** See {@link Catalog}. */
public final class DefaultCatalog implements Catalog {
    private final Gate gate;
    private final ProductStore products;
    private final DefectTypeStore types;
    private final AdminCalls admins;
    private final Clock clock;

    /** On these stores. */
    public DefaultCatalog(Gate gate, Stores stores, Permissions permissions, Clock clock) {
        this.gate = gate;
        this.products = stores.products();
        this.types = stores.defectTypes();
        this.admins = new AdminCalls(gate, permissions);
        this.clock = clock;
    }

    @Override
    public Product addProduct(NewProduct product, Actor actor) {
        requireNonNull(product, "product");
        return admins.call(
                actor, "product.add", AuditSubjects.product(product.code()), () -> products.add(product, actor, now()));
    }

    @Override
    public Product changeProduct(Product product, Actor actor) {
        requireNonNull(product, "product");
        return admins.call(
                actor,
                "product.change",
                AuditSubjects.product(product.code()),
                () -> products.change(product, actor, now()));
    }

    @Override
    public Product retireProduct(String code, Actor actor) {
        requireNonNull(code, "code");
        return admins.call(
                actor,
                "product.retire",
                AuditSubjects.product(code),
                () -> products.setActive(code, false, actor, now()));
    }

    @Override
    public Product restoreProduct(String code, Actor actor) {
        requireNonNull(code, "code");
        return admins.call(
                actor,
                "product.restore",
                AuditSubjects.product(code),
                () -> products.setActive(code, true, actor, now()));
    }

    @Override
    public Optional<Product> findProduct(String code) {
        requireNonNull(code, "code");
        return gate.call(() -> products.find(code));
    }

    @Override
    public Page<Product> products(PageRequest page) {
        requireNonNull(page, "page");
        return gate.call(() -> products.list(page));
    }

    @Override
    public List<Product> searchProducts(String text, int limit) {
        NameSearch search = NameSearch.of(text, limit);
        return gate.call(() -> products.search(search));
    }

    @Override
    public DefectType addDefectType(NewDefectType type, Actor actor) {
        requireNonNull(type, "type");
        String subject = AuditSubjects.defectType(type.productCode(), type.code());
        return admins.call(actor, "defect-type.add", subject, () -> types.add(type, actor, now()));
    }

    @Override
    public DefectType changeDefectType(DefectType type, Actor actor) {
        requireNonNull(type, "type");
        String subject = AuditSubjects.defectType(type.productCode(), type.code());
        return admins.call(actor, "defect-type.change", subject, () -> types.change(type, actor, now()));
    }

    @Override
    public DefectType retireDefectType(String productCode, String code, Actor actor) {
        return setActive(productCode, code, false, "defect-type.retire", actor);
    }

    @Override
    public DefectType restoreDefectType(String productCode, String code, Actor actor) {
        return setActive(productCode, code, true, "defect-type.restore", actor);
    }

    private DefectType setActive(String productCode, String code, boolean active, String action, Actor actor) {
        requireNonNull(productCode, "productCode");
        requireNonNull(code, "code");
        return admins.call(
                actor,
                action,
                AuditSubjects.defectType(productCode, code),
                () -> types.setActive(productCode, code, active, actor, now()));
    }

    @Override
    public Optional<DefectType> findDefectType(String productCode, String code) {
        requireNonNull(productCode, "productCode");
        requireNonNull(code, "code");
        return gate.call(() -> types.find(productCode, code));
    }

    @Override
    public List<DefectType> defectTypes(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> types.list(productCode));
    }

    @Override
    public List<DefectType> searchDefectTypes(String text, int limit) {
        NameSearch search = NameSearch.of(text, limit);
        return gate.call(() -> types.search(search));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
