package io.defectsdk.core.internal.recipe;

import io.defectsdk.core.internal.patchcore.BankSearch;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.FeatureExtractor;

/**
 * A recipe ready to judge pictures. Thread-safe.
 *
 * @param version the stored version
 * @param recipe its content
 * @param extractor its backbone, hash checked
 * @param search its bank, ready for search
 * @param steps the way to map and score
 */
public record LoadedRecipe(
        RecipeVersion version, Recipe recipe, FeatureExtractor extractor, BankSearch search, PatchCoreSteps steps) {}
