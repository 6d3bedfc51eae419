/** The field's measures: how well scores tell good from bad (AUROC by picture and by pixel, AUPRO), how well a search ranks, how long it takes. */
@NullMarked
package io.defectsdk.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
