package io.defectsdk.inspection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges pictures. Thread-safe; calls may come from many threads at once and give the same scores, bit for bit, in any
 * order.
 */
public interface Inspector {
    /**
     * Judges one picture on the calling thread and records the verdict.
     *
     * <p>A database or picture storage that is away never stops the line: the verdict is returned with
     * {@link Inspection#recorded()} false and the reason. Only the first inspection of a product in a process needs the
     * database, to load the recipe.
     *
     * @throws io.defectsdk.PictureException if the picture cannot be read or is outside the limits
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.NoActiveRecipeException if the product was never taught
     * @throws io.defectsdk.RecipeException if the stored recipe is damaged or of a newer release
     * @throws io.defectsdk.IncompatibleModelException if the backbone at hand is not the recipe's
     * @throws io.defectsdk.InferenceException if the backbone failed
     * @throws io.defectsdk.StoreException if the recipe is not loaded yet and the database is away
     */
    Inspection inspect(InspectionRequest request);

    /** The record of an earlier inspection. */
    Optional<InspectionRecord> find(UUID id);

    /** A product's newest records, newest first; {@code limit} is at least 1. */
    List<InspectionRecord> recent(String productCode, int limit);
}
