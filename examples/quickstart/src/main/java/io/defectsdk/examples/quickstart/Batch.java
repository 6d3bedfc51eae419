package io.defectsdk.examples.quickstart;

import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.examples.quickstart.report.Label;
import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a run works on.
 *
 * @param product the product
 * @param origin where the pictures come from
 * @param okPictures what to learn from; asked for only when the product is taught
 * @param knownDefects pictures of defects of known types; asked for once the product is taught
 * @param manuals what to do about its defects; asked for once the product is taught
 * @param parts what to inspect
 */
record Batch(
        NewProduct product,
        Label origin,
        Supplier<List<Picture>> okPictures,
        Supplier<List<KnownDefect>> knownDefects,
        Supplier<List<ManualFile>> manuals,
        List<Part> parts) {
    Batch {
        parts = List.copyOf(parts);
    }
}
