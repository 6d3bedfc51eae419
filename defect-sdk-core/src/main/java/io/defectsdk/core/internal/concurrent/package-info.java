/** Threads, and closing in good order. */
@NullMarked
package io.defectsdk.core.internal.concurrent;

import org.jspecify.annotations.NullMarked;
