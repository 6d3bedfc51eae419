/** How well verdicts agree with the truth. */
@NullMarked
package io.defectsdk.examples.quickstart.evaluation;

import org.jspecify.annotations.NullMarked;
