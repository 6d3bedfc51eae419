package io.defectsdk.testing.memory;

import io.defectsdk.DuplicateProductException;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.ProductStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Products. */
final class InMemoryProducts implements ProductStore {
    private final Memory memory;

    InMemoryProducts(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Product add(NewProduct product, Actor actor, Instant now) {
        return memory.step(() -> {
            if (memory.products.containsKey(product.code())) {
                throw new DuplicateProductException(
                        "a product with the code '" + product.code()
                                + "' exists already; use it, or choose another code"
                                + " (retired products keep theirs)",
                        null);
            }
            Instant at = Memory.micros(now);
            Product added = new Product(
                    memory.products.size() + 1L, product.code(), product.name(), product.description(), true, at, at);
            memory.products.put(added.code(), added);
            memory.audit(now, actor, "product.add", added.code(), added.name());
            return added;
        });
    }

    @Override
    public Optional<Product> find(String code) {
        return memory.step(() -> Optional.ofNullable(memory.products.get(code)));
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
}
