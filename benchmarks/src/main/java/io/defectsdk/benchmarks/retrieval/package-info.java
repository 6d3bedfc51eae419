/** Measures how well passages of manuals are found. */
@NullMarked
package io.defectsdk.benchmarks.retrieval;

import org.jspecify.annotations.NullMarked;
