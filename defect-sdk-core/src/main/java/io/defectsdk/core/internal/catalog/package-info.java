/** The catalogue. */
@NullMarked
package io.defectsdk.core.internal.catalog;

import org.jspecify.annotations.NullMarked;
