/** What other modules implement: stores, models, the engine. Hosts call none of it directly. */
@Beta
@NullMarked
package io.defectsdk.spi;

import io.defectsdk.Beta;
import org.jspecify.annotations.NullMarked;
