package io.defectsdk.core.internal.recipe;

import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.deployment.RecipeSummary;
import java.util.List;

/**
 * All that turns a picture into a verdict for one product. Immutable.
 *
 * @param productCode the product, so that no other one is ever judged by it
 * @param seed chose the coreset's first vector
 * @param okPictureHashes the OK pictures it was taught from; pictures of the bank are indices into this list
 * @param okViewsSha256 hash of the {@link OkViews}, which lie beside the recipe
 * @param summary backbone, layers, sizes and calibration
 * @param bank the memory bank
 */
public record Recipe(
        String productCode,
        long seed,
        List<String> okPictureHashes,
        String okViewsSha256,
        RecipeSummary summary,
        MemoryBank bank) {
    /** Copies the list and checks that the parts fit each other. */
    public Recipe {
        okPictureHashes = List.copyOf(okPictureHashes);
        if (bank.count() != summary.bank().vectors()
                || bank.dimension() != summary.bank().dimension()) {
            throw new IllegalArgumentException("a recipe for " + summary.bank().vectors() + " vectors of "
                    + summary.bank().dimension() + " dimensions does not fit a bank of " + bank.count() + " of "
                    + bank.dimension());
        }
        if (bank.sections().length != summary.method().inputSizes().size()) {
            throw new IllegalArgumentException(
                    "a recipe for the input sizes " + summary.method().inputSizes() + " does not fit a bank of "
                            + bank.sections().length + " sections");
        }
        if (okPictureHashes.size() != summary.bank().okPictures()) {
            throw new IllegalArgumentException("a recipe of " + summary.bank().okPictures()
                    + " OK pictures does not fit the hashes of " + okPictureHashes.size());
        }
    }
}
