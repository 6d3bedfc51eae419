/**
 * The {@code similarity} command: searches similar known defects in folders of real pictures, and reports how well what is found tells
 * what a picture shows, by whole pictures and by regions.
 */
@NullMarked
package io.defectsdk.benchmarks.similarity;

import org.jspecify.annotations.NullMarked;
