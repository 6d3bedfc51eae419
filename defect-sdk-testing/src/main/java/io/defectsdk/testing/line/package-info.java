/**
 * A simulated production line: pictures of a machined casting that never existed, good ones and ones
 * with a known defect and its ground-truth mask. For tests and demos that need pictures of a part
 * without the licence, the size and the secrecy of real ones.
 *
 * <p>{@link io.defectsdk.testing.line.SimulatedLine} is where to start.
 */
@NullMarked
package io.defectsdk.testing.line;

import org.jspecify.annotations.NullMarked;
