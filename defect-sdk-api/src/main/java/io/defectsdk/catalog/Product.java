package io.defectsdk.catalog;

import io.defectsdk.internal.Checks;
import java.time.Instant;
import java.util.Optional;

/**
 * A product of the catalogue. Immutable.
 *
 * @param id the database's key
 * @param code the plant's own code, unique, 1 to 50 characters
 * @param name what people call it, 1 to 100 characters
 * @param description more about it, if anything was said
 * @param active false once it is retired
 * @param createdAt when it was added
 * @param updatedAt when it was changed last
 */
public record Product(
        long id,
        String code,
        String name,
        Optional<String> description,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {
    /** The same with another name, for {@link Catalog#changeProduct}; 1 to 100 characters. */
    public Product withName(String other) {
        return new Product(
                id, code, Checks.text(other, "product name", 100), description, active, createdAt, updatedAt);
    }

    /** The same with another description, up to 10,000 characters, for {@link Catalog#changeProduct}. */
    public Product withDescription(String other) {
        return with(Optional.of(Checks.longText(other, "description", 10_000)));
    }

    /** The same without a description, for {@link Catalog#changeProduct}. */
    public Product withoutDescription() {
        return with(Optional.empty());
    }

    private Product with(Optional<String> other) {
        return new Product(id, code, name, other, active, createdAt, updatedAt);
    }
}
