/** Requests and retries, event streams, answers, embeddings. */
@NullMarked
package io.defectsdk.openai.internal;

import org.jspecify.annotations.NullMarked;
