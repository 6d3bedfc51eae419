/** Puts the engine together. */
@NullMarked
package io.defectsdk.core.internal;

import org.jspecify.annotations.NullMarked;
