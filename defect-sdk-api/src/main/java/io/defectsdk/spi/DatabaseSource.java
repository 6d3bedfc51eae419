package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.internal.Checks;
import java.time.ZoneId;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which database the SDK works on. Immutable.
 *
 * @param connection how it is reached
 * @param schema name of the SDK's schema: a lower-case letter or underscore, then lower-case letters, digits and
 *     underscores, at most 63 characters
 * @param policy what opening does with the schema
 * @param legacyTimeZone in which zone the times of a hand-made database were written; empty: not said
 */
public record DatabaseSource(
        Connection connection, String schema, SchemaPolicy policy, Optional<ZoneId> legacyTimeZone) {
    /** Checks the schema's name. */
    public DatabaseSource {
        requireNonNull(connection, "connection");
        requireNonNull(policy, "policy");
        requireNonNull(legacyTimeZone, "legacyTimeZone");
        Checks.schema(schema);
    }

    /** How a database is reached. */
    public sealed interface Connection {}

    /**
     * A pool of the host's, which the SDK does not close.
     *
     * @param dataSource the pool
     */
    public record Host(DataSource dataSource) implements Connection {}

    /**
     * A pool of the SDK's own, which it closes.
     *
     * @param options how
     */
    public record Own(DatabaseOptions options) implements Connection {}
}
