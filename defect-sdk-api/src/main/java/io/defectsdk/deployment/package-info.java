/** Tracked runs that make and activate recipes. */
@NullMarked
package io.defectsdk.deployment;

import org.jspecify.annotations.NullMarked;
