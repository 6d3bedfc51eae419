/**
 * The quickstart: from nothing to inspected parts and a report, in one command. {@link
 * io.defectsdk.examples.quickstart.ReadmeExample} is the least a host needs; {@link
 * io.defectsdk.examples.quickstart.Quickstart} is the program.
 */
@NullMarked
package io.defectsdk.examples.quickstart;

import org.jspecify.annotations.NullMarked;
