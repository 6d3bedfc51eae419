/** Search by words with Lucene and its Korean analyzer. */
@NullMarked
package io.defectsdk.lucene.internal;

import org.jspecify.annotations.NullMarked;
