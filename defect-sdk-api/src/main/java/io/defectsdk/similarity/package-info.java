/** Pictures of known defects that look like the one at hand. */
@NullMarked
package io.defectsdk.similarity;

import org.jspecify.annotations.NullMarked;
