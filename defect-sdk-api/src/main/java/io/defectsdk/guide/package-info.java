/** Manuals as text: what was read of them, page by page. */
@NullMarked
package io.defectsdk.guide;

import org.jspecify.annotations.NullMarked;
