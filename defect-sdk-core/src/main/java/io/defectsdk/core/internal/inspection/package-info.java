/** One inspection, from request to record. */
@NullMarked
package io.defectsdk.core.internal.inspection;

import org.jspecify.annotations.NullMarked;
