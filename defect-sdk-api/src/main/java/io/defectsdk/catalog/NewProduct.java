package io.defectsdk.catalog;

import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A product to be added to the catalogue. Immutable. */
public final class NewProduct {
    private final String code;
    private final String name;
    private final @Nullable String description;

    private NewProduct(String code, String name, @Nullable String description) {
        this.code = Checks.code(code, "product code", 50);
        this.name = Checks.text(name, "product name", 100);
        this.description = description;
    }

    /**
     * A product without a description.
     *
     * @param code the plant's own code, 1 to 50 characters, such as {@code prod1}; case matters
     * @param name what people call it, 1 to 100 characters, such as {@code 주조 제품 A형}
     * @throws IllegalArgumentException if either is blank, too long or holds control characters, or the code begins or ends with
     *     a blank or holds characters that nobody sees
     */
    public static NewProduct of(String code, String name) {
        return new NewProduct(code, name, null);
    }

    /** The same product with a description of up to 10,000 characters. */
    public NewProduct withDescription(String text) {
        return new NewProduct(code, name, Checks.longText(text, "description", 10_000));
    }

    /** The plant's own code, 1 to 50 characters. */
    public String code() {
        return code;
    }

    /** What people call it, 1 to 100 characters. */
    public String name() {
        return name;
    }

    /** More about it, if anything was said. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    @Override
    public String toString() {
        return code + " (" + name + ")";
    }
}
