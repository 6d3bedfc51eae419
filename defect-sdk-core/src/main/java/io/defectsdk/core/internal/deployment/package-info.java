/** Deployments: tracked runs that make recipes. */
@NullMarked
package io.defectsdk.core.internal.deployment;

import org.jspecify.annotations.NullMarked;
