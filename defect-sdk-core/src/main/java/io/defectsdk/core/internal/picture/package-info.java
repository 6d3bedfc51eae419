/** From a picture in any form to upright pixels; where kept pictures are stored. */
@NullMarked
package io.defectsdk.core.internal.picture;

import org.jspecify.annotations.NullMarked;
