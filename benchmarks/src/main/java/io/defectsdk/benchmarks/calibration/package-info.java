/** How well calibrated thresholds keep their promises on folders of real pictures. */
@NullMarked
package io.defectsdk.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
