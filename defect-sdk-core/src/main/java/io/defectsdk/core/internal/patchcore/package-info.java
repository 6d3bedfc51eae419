/** PatchCore: patch embeddings, coreset, memory bank, anomaly map, calibration. */
@NullMarked
package io.defectsdk.core.internal.patchcore;

import org.jspecify.annotations.NullMarked;
