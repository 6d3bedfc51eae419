/**
 * Stores that keep everything in memory, for unit tests of a host application. Start at
 * {@link io.defectsdk.testing.memory.InMemoryStores}.
 */
@NullMarked
package io.defectsdk.testing.memory;

import org.jspecify.annotations.NullMarked;
