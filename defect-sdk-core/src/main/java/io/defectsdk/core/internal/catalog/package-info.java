/** The catalogue, and who may change it. */
@NullMarked
package io.defectsdk.core.internal.catalog;

import org.jspecify.annotations.NullMarked;
