/** From an empty database to a taught product, step by step. */
@NullMarked
package io.defectsdk.examples.catalog;

import org.jspecify.annotations.NullMarked;
