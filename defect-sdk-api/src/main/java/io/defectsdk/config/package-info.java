/** What the builder takes: database, models, picture storage, limits. */
@NullMarked
package io.defectsdk.config;

import org.jspecify.annotations.NullMarked;
