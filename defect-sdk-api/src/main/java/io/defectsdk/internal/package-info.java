/** Shared by the packages of this module; not exported. */
@NullMarked
package io.defectsdk.internal;

import org.jspecify.annotations.NullMarked;
