/**
 * The packaged encoder of sentences: multilingual-e5-small with 4-bit weights and the Korean and English part of its vocabulary. A host
 * that brings its own, or is content with search by words, leaves this artifact out.
 */
@NullMarked
package io.defectsdk.embedder.e5;

import org.jspecify.annotations.NullMarked;
