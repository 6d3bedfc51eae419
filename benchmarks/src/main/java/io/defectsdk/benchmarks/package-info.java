/** Measurements. */
@NullMarked
package io.defectsdk.benchmarks;

import org.jspecify.annotations.NullMarked;
