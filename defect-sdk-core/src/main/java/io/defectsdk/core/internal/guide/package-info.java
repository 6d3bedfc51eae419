/** Response guides: manuals cut into passages, passages found, guides put together from them. */
@NullMarked
package io.defectsdk.core.internal.guide;

import org.jspecify.annotations.NullMarked;
