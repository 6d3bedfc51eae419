/** What products cost in memory. */
@NullMarked
package io.defectsdk.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
