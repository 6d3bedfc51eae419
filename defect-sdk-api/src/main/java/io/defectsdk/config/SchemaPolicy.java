package io.defectsdk.config;

/** What opening the SDK does with the database schema. */
public enum SchemaPolicy {
    /** Makes the schema or brings it to this release's version; safe when several processes do so at once. */
    MIGRATE,
    /** Changes nothing and refuses a schema that is missing, older or newer than this release's. */
    VALIDATE
}
