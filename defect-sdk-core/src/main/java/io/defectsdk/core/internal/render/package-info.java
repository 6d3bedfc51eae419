/** Heat maps and overlays. */
@NullMarked
package io.defectsdk.core.internal.render;

import org.jspecify.annotations.NullMarked;
