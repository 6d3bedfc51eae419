/** What the plant keeps: products, their defect types, pictures and manuals. */
@NullMarked
package io.defectsdk.catalog;

import org.jspecify.annotations.NullMarked;
