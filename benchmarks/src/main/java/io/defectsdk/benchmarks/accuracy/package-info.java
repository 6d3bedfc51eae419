/**
 * The {@code accuracy} command: teaches and inspects folders of real pictures through the library's public face, and reports how
 * well and how fast it did.
 */
@NullMarked
package io.defectsdk.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
