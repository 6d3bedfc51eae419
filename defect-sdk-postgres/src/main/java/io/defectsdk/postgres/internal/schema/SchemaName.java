package io.defectsdk.postgres.internal.schema;

/**
 * The SDK's schema.
 *
 * @param value its name, as checked by {@link io.defectsdk.spi.DatabaseSource}: lower-case letters, digits, underscores
 */
public record SchemaName(String value) {
    /** The name as an SQL identifier; it may be a word that SQL reserves. */
    public String quoted() {
        return '"' + value + '"';
    }
}
