/** The field's measures of how well scores tell good from bad: AUROC by picture and by pixel, and AUPRO. */
@NullMarked
package io.defectsdk.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
