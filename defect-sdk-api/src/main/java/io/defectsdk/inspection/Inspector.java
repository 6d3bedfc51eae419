package io.defectsdk.inspection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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
     * @throws io.defectsdk.DefectSdkException {@link io.defectsdk.ErrorCode#DEADLINE_PASSED}, see
     *     {@link InspectionRequest#within}
     */
    Inspection inspect(InspectionRequest request);

    /**
     * Judges one picture on a thread of the SDK. As many run at once as the SDK has threads, first come first served; the queue
     * before them is bounded ({@link io.defectsdk.DefectSdkBuilder#inspectionQueue}).
     *
     * @return fails with what {@link #inspect} throws, and at once with {@link io.defectsdk.ErrorCode#BUSY}, which is
     *     retryable, when the queue is full. Cancelling it keeps an inspection that has not begun from beginning, and one that has from
     *     taking its next step; a cancelled one is not recorded, unless it was being recorded at that moment. When the SDK is
     *     closed, what is in the queue is cancelled
     */
    CompletableFuture<Inspection> inspectAsync(InspectionRequest request);

    /**
     * Judges many pictures on the threads of the SDK. Requests are drawn as their turn comes, a few ahead of the caller and never
     * more than are under way, so that a long or endless stream takes little memory; a caller that takes outcomes slowly slows
     * the drawing down. A picture that fails is an outcome of its own and ends nothing.
     *
     * @param requests drawn on the caller's thread; closed with the outcomes
     * @return the outcomes in the order of the requests; sequential. Close it, if it is not read to its end: what is under way is
     *     cancelled then
     */
    Stream<InspectionOutcome> inspectAll(Stream<InspectionRequest> requests);

    /**
     * Says why a region of an inspection stands out: which OK patch comes nearest to it, and how far from that it lies. By the recipe
     * that judged, also when a newer one is active by now. OK pictures are read from where recipes lie, each time anew; whether they were
     * registered, or are still there, does not matter. Nothing is recorded.
     *
     * @param inspection from this same {@code DefectSdk}
     * @param region one of {@link Inspection#regions()}
     * @throws IllegalArgumentException if the inspection was made by another {@code DefectSdk}, or the region is none of its own
     * @throws IllegalStateException if the SDK is closed
     * @throws io.defectsdk.StoreException if the database is away, or lacks the recipe's OK pictures; inspections go on
     * @throws io.defectsdk.StorageException if they lie outside the database and are missing or damaged there
     * @throws io.defectsdk.RecipeException if they are damaged, or of a newer release
     */
    Explanation explain(Inspection inspection, AnomalyRegion region);

    /** The record of an earlier inspection. */
    Optional<InspectionRecord> find(UUID id);

    /** A product's newest records, newest first; {@code limit} is at least 1. */
    List<InspectionRecord> recent(String productCode, int limit);
}
