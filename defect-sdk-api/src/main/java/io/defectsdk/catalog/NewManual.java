package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A manual to be registered: a PDF or DOCX file. Immutable; the file is read when it is used.
 *
 * @param productCode the product
 * @param file its content, with the name under which it is recorded
 */
public record NewManual(String productCode, ManualFile file) {
    /**
     * Checks that both are there.
     *
     * @throws IllegalArgumentException if the file has no name
     */
    public NewManual {
        requireNonNull(productCode, "productCode");
        if (requireNonNull(file, "file").name().isEmpty()) {
            throw new IllegalArgumentException(
                    "a manual is recorded under the name of its file, but the " + file + " has none: give it one");
        }
    }

    /** A manual of a product. */
    public static NewManual of(String productCode, ManualFile file) {
        return new NewManual(productCode, file);
    }

    /** A manual of a product, recorded under its file name. */
    public static NewManual of(String productCode, Path file) {
        return new NewManual(productCode, ManualFile.of(file));
    }

    /** The name under which it is recorded, as it was given. */
    public String name() {
        return file.name().orElseThrow();
    }
}
