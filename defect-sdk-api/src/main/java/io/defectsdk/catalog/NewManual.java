package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A manual to be registered: a PDF or DOCX file. Immutable; the file is read when it is used.
 *
 * @param productCode the product
 * @param file the file, recorded under its file name
 */
public record NewManual(String productCode, Path file) {
    /** Checks that both are there. */
    public NewManual {
        requireNonNull(productCode, "productCode");
        requireNonNull(file, "file");
    }

    /** A manual of a product. */
    public static NewManual of(String productCode, Path file) {
        return new NewManual(productCode, file);
    }
}
