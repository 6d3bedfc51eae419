/** Manuals as text: pages, and the passages that are cited of them. */
@NullMarked
package io.defectsdk.guide;

import org.jspecify.annotations.NullMarked;
