package io.defectsdk.examples.quickstart.report;

import static java.util.Objects.requireNonNull;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import java.time.ZonedDateTime;

/**
 * What a report is about.
 *
 * @param product the product
 * @param origin where the pictures came from
 * @param recipe the recipe that judged them
 * @param evaluation results, one at least
 * @param gallery the parts to be shown
 * @param madeAt when the report was made
 */
public record ReportContent(
        NewProduct product,
        Label origin,
        RecipeVersion recipe,
        Evaluation evaluation,
        Gallery gallery,
        ZonedDateTime madeAt) {
    /** Refuses null and a run without results. */
    public ReportContent {
        requireNonNull(product, "product");
        requireNonNull(origin, "origin");
        requireNonNull(recipe, "recipe");
        requireNonNull(gallery, "gallery");
        requireNonNull(madeAt, "madeAt");
        if (evaluation.results().isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one result");
        }
    }
}
