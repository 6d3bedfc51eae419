/** Settings and model parameters: typed values over what is stored as JSON. */
@NullMarked
package io.defectsdk.core.internal.settings;

import org.jspecify.annotations.NullMarked;
