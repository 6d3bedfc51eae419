/**
 * The packaged default backbone: EfficientNet-lite0, ImageNet weights, first four stages. A host that brings its own
 * model leaves this artifact out.
 */
@NullMarked
package io.defectsdk.backbone.lite0;

import org.jspecify.annotations.NullMarked;
