/** The stores: SQL and the mapping between rows and the API's values. */
@NullMarked
package io.defectsdk.postgres.internal.store;

import org.jspecify.annotations.NullMarked;
