/**
 * What happens to the schema when the SDK opens a database: the start check and the migrations. All of it goes through
 * plain JDBC, since it runs before there is a pool.
 */
@NullMarked
package io.defectsdk.postgres.internal.schema;

import org.jspecify.annotations.NullMarked;
