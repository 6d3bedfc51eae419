/** What other modules implement: stores, models, the engine. Hosts call none of it directly. */
@NullMarked
package io.defectsdk.spi;

import org.jspecify.annotations.NullMarked;
