package io.defectsdk.catalog;

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
        Instant updatedAt) {}
