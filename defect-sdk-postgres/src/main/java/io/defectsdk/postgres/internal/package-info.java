/** Opens a PostgreSQL database and its stores; nothing here is for hosts to call. */
@NullMarked
package io.defectsdk.postgres.internal;

import org.jspecify.annotations.NullMarked;
