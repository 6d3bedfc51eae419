/** Recipes: what they hold, how they are stored, which one is active. */
@NullMarked
package io.defectsdk.core.internal.recipe;

import org.jspecify.annotations.NullMarked;
