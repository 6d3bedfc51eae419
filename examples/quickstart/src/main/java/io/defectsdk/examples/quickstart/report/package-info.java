/** The report: one HTML file with everything in it, in Korean and English. */
@NullMarked
package io.defectsdk.examples.quickstart.report;

import org.jspecify.annotations.NullMarked;
