/** Entry point, builder and exceptions. */
@NullMarked
package io.defectsdk;

import org.jspecify.annotations.NullMarked;
