/**
 * Opens models: {@link io.defectsdk.models.internal.ModelCatalog} finds them, {@link
 * io.defectsdk.models.internal.BackboneLoader} verifies and loads one, {@link
 * io.defectsdk.models.internal.LoadedBackbone} turns a picture into features with a {@link
 * io.defectsdk.models.internal.Preprocessor} and an {@link io.defectsdk.models.internal.InferenceSession}.
 */
@NullMarked
package io.defectsdk.models.internal;

import org.jspecify.annotations.NullMarked;
