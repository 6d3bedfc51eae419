/** Pictures in, verdicts out. */
@NullMarked
package io.defectsdk.inspection;

import org.jspecify.annotations.NullMarked;
