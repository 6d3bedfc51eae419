/** What the builder takes (database, models, storage, limits), and what can be set while the SDK runs. */
@NullMarked
package io.defectsdk.config;

import org.jspecify.annotations.NullMarked;
