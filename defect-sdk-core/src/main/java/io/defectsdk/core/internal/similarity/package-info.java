/**
 * Similar known defects: how a picture or a region becomes an embedding, the gallery of a product's embeddings, exact search in it, the
 * vote on the defect type, and the index that says how all this is done.
 */
@NullMarked
package io.defectsdk.core.internal.similarity;

import org.jspecify.annotations.NullMarked;
