/**
 * Opens models: {@link io.defectsdk.models.internal.ModelCatalog} finds them, {@link
 * io.defectsdk.models.internal.BackboneLoader} verifies and loads one, {@link
 * io.defectsdk.models.internal.LoadedBackbone} turns a picture into features with a {@link
 * io.defectsdk.models.internal.Preprocessor} and an {@link io.defectsdk.models.internal.InferenceSession}. A CLIP model is a {@link
 * io.defectsdk.models.internal.ClipEntry}: {@link io.defectsdk.models.internal.ClipImageEncoder} and {@link
 * io.defectsdk.models.internal.ClipTextEncoder}, each with an {@link io.defectsdk.models.internal.EncoderSession}. A {@link
 * io.defectsdk.models.internal.LoadedSentenceEncoder} is loaded by its {@link io.defectsdk.models.internal.SentenceEncoderLoader}.
 */
@NullMarked
package io.defectsdk.models.internal;

import org.jspecify.annotations.NullMarked;
