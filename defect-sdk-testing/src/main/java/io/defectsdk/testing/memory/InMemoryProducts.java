package io.defectsdk.testing.memory;

import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Products. */
final class InMemoryProducts implements ProductStore {
    private final Memory memory;

    InMemoryProducts(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Product add(NewProduct product, Actor actor, Instant now) {
        return memory.step(() -> {
            Product present = memory.products.get(product.code());
            if (present != null) {
                throw new DuplicateEntryException(
                        ErrorCode.PRODUCT_EXISTS,
                        "a product with the code '" + product.code()
                                + "' exists already; use it, or choose another code"
                                + " (retired products keep theirs)",
                        present.id());
            }
            Instant at = Memory.micros(now);
            Product added = new Product(
                    memory.products.size() + 1L, product.code(), product.name(), product.description(), true, at, at);
            memory.products.put(added.code(), added);
            InMemoryDefectTypes.put(
                    memory,
                    NewDefectType.of(added.code(), DefectType.NORMAL, "정상")
                            .withNameEn("normal")
                            .withFullNameKo("정상 제품"),
                    now);
            memory.audit(now, actor, "product.add", AuditSubjects.product(added.code()), added.name());
            return added;
        });
    }

    @Override
    public Optional<Product> find(String code) {
        return memory.step(() -> Optional.ofNullable(memory.products.get(code)));
    }

    @Override
    public Product change(Product product, Actor actor, Instant now) {
        // each text is checked on the way
        Product named = product.withName(product.name());
        Product wanted = named.description().map(named::withDescription).orElse(named);
        return memory.step(() -> {
            Product stored = memory.product(wanted.code());
            if (!stored.updatedAt().equals(wanted.updatedAt())) {
                throw new CatalogException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "somebody changed the product '" + stored.code() + "' after it was read; read it again",
                        null);
            }
            List<FieldChange> changes = Stream.of(
                            FieldChange.of("name", stored.name(), wanted.name()),
                            new FieldChange("description", stored.description(), wanted.description()))
                    .filter(FieldChange::differs)
                    .toList();
            if (changes.isEmpty()) {
                return stored;
            }
            memory.audit(
                    new AuditEntry(now, actor, "product.change", AuditSubjects.product(stored.code()), "", changes));
            return put(wanted, stored.active(), stored, now);
        });
    }

    @Override
    public Product setActive(String code, boolean active, Actor actor, Instant now) {
        return memory.step(() -> {
            Product stored = memory.product(code);
            if (stored.active() == active) {
                return stored;
            }
            memory.audit(
                    now,
                    actor,
                    active ? "product.restore" : "product.retire",
                    AuditSubjects.product(code),
                    stored.name());
            return put(stored, active, stored, now);
        });
    }

    private Product put(Product words, boolean active, Product stored, Instant now) {
        Product changed = new Product(
                stored.id(),
                stored.code(),
                words.name(),
                words.description(),
                active,
                stored.createdAt(),
                Memory.after(stored.updatedAt(), now));
        memory.products.put(changed.code(), changed);
        return changed;
    }

    @Override
    public Page<Product> list(PageRequest page) {
        return memory.step(() -> {
            Collection<Product> rest = page.after()
                    .map(code -> memory.products.tailMap(cursor(code), false).values())
                    .orElse(memory.products.values());
            return Pages.of(rest.stream().limit(page.size() + 1L).toList(), page.size(), Product::code);
        });
    }

    /** Products stay, so that a cursor of this list is the code of one. */
    private String cursor(String code) {
        if (!memory.products.containsKey(code)) {
            throw new IllegalArgumentException("not a cursor of this list: '" + code + "'");
        }
        return code;
    }

    @Override
    public Optional<String> similarCode(String code) {
        return memory.step(() -> memory.similarCode(code));
    }

    @Override
    public List<Product> search(NameSearch search) {
        return memory.step(() -> Memory.best(memory.products.values(), product -> Stream.of(product.name()), search));
    }
}
