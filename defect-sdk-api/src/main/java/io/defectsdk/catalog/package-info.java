/** What the plant keeps: products. */
@NullMarked
package io.defectsdk.catalog;

import org.jspecify.annotations.NullMarked;
