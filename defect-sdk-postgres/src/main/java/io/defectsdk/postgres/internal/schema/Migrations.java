package io.defectsdk.postgres.internal.schema;

import io.defectsdk.DefectSdkException;
import io.defectsdk.SchemaException;
import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.StoreErrors;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The migrations of this release and a schema's history of them, by Flyway. */
final class Migrations {
    /** Our own, so that a host's Flyway and ours never meet. */
    static final String HISTORY_TABLE = "defect_sdk_schema_history";

    /** What a database that was made by hand is completed to. */
    private static final String HAND_MADE = "1";

    /** No version. */
    private static final String NONE = "none";

    /** What a failure leaves behind, in the words of its message. */
    static final String NOTHING = "nothing was changed";

    private static final String MADE = "no table was changed; what stays is the schema, its history table "
            + HISTORY_TABLE + " without a version, and the extension pg_trgm, where they were made just now; once the"
            + " cause is mended it can be opened again";

    private static final String ADOPTED =
            "no row and no column was changed; what stays is what came before: indexes and"
                    + " constraints have Defect SDK's names, indexes and views that were missing were made, sequences that"
                    + " lagged behind were set to the greatest id, and the history table " + HISTORY_TABLE
                    + " may be there; once the cause is mended it can be opened again, which goes on from there";

    private final DataSource source;
    private final SchemaName schema;
    private final Duration lockPatience;

    Migrations(DataSource source, SchemaName schema, Duration lockPatience) {
        this.source = source;
        this.schema = schema;
        this.lockPatience = lockPatience;
    }

    private Flyway flyway(Map<String, String> placeholders) {
        // nothing is read from the environment or from files: everything Flyway knows is said here
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader());
        // Flyway's own lock must not be a transaction that is idle until the migration ends: a role's limit would
        // end it; so it needs but one connection, too
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration
                .loggers("slf4j")
                .dataSource(source)
                .defaultSchema(schema.value())
                .schemas(schema.value())
                .createSchemas(true)
                .table(HISTORY_TABLE)
                .locations("classpath:" + MigrationFiles.LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .encoding(StandardCharsets.UTF_8)
                .placeholders(placeholders)
                .skipDefaultCallbacks(true)
                .callbacks(new LimitedMigrations(lockPatience))
                .baselineOnMigrate(false)
                .baselineVersion(HAND_MADE)
                .baselineDescription("made by hand")
                .validateOnMigrate(true)
                .cleanDisabled(true)
                // all pending migrations in one transaction: the schema is at the old version or at the new one
                .group(true)
                .load();
    }

    /** What is to be done, or why nothing can be. */
    State state() {
        try {
            MigrationInfoService info = flyway(Map.of()).info();
            Optional<MigrationInfo> unknown = Arrays.stream(info.applied())
                    .filter(migration -> migration.getVersion() != null
                            && !migration.getState().isResolved())
                    .reduce((first, last) -> last);
            if (unknown.isPresent()) {
                throw new SchemaException(
                        "schema '" + schema.value() + "' has version "
                                + unknown.get().getVersion() + ", which this release of Defect SDK does not know (it"
                                + " knows up to " + newestKnown(info) + "); use the newer release that made it, or"
                                + " restore a backup from before",
                        null);
            }
            return new State(info.pending().length, current(info), newestKnown(info), isAdopted(info));
        } catch (FlywayException e) {
            throw translate("look at", e, NOTHING);
        }
    }

    /** Begins the history of a schema that was made by hand. */
    void baseline() {
        try {
            flyway(Map.of()).baseline();
        } catch (FlywayException e) {
            throw translate("adopt", e, ADOPTED);
        }
    }

    /**
     * Applies what is pending.
     *
     * @param trigrams schema of the extension pg_trgm, as an identifier
     * @param legacyTimeZone in which old times were written, in the server's words
     */
    void migrate(String trigrams, String legacyTimeZone) {
        State before = state();
        try {
            flyway(Map.of(
                            "schema",
                            schema.quoted(),
                            "trigrams",
                            trigrams,
                            "legacyTimeZone",
                            legacyTimeZone,
                            // the history tells, also long after the baseline, whether the schema was made by hand
                            "adopted",
                            before.adopted() ? "TRUE" : "FALSE"))
                    .migrate();
        } catch (FlywayException e) {
            throw translate(
                    "migrate", e, before.adopting() ? ADOPTED : before.current().equals(NONE) ? MADE : NOTHING);
        }
    }

    /** Refuses a history that is not the one of this release's files. */
    void validate() {
        try {
            ValidateResult result = flyway(Map.of()).validateWithResult();
            if (!result.validationSuccessful) {
                throw new SchemaException(
                        "the history of schema '" + schema.value() + "' does not match this release's migrations: "
                                + result.getAllErrorMessages() + "; restore a backup, or undo what was changed by hand",
                        null);
            }
        } catch (FlywayException e) {
            throw translate("validate", e, NOTHING);
        }
    }

    private static String newestKnown(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration ->
                        migration.getVersion() != null && migration.getState().isResolved())
                .map(migration -> migration.getVersion().toString())
                .reduce((first, last) -> last)
                .orElse(NONE);
    }

    private static boolean isAdopted(MigrationInfoService info) {
        return Arrays.stream(info.applied())
                .anyMatch(migration -> migration.getType().isBaseline());
    }

    private static String current(MigrationInfoService info) {
        MigrationInfo current = info.current();
        return current == null || current.getVersion() == null
                ? NONE
                : current.getVersion().toString();
    }

    private DefectSdkException translate(String operation, FlywayException e, String stays) {
        Optional<StoreException> waited = Limits.onTables(e, schema, lockPatience, stays);
        if (waited.isPresent()) {
            return waited.get();
        }
        String what = operation + " the schema '" + schema.value() + "'";
        Optional<SQLException> sql = StoreErrors.sqlCause(e);
        if (sql.isPresent()) {
            boolean waitedForPool = sql.get().getSQLState() == null;
            DefectSdkException translated = StoreErrors.translate(
                    what + (waitedForPool ? ", which takes two connections at once" : ""), sql.get());
            if (translated.retryable()) {
                return translated;
            }
        }
        // Flyway's first line says what failed; further ones quote SQL
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return new SchemaException(
                "could not " + what + ": " + reason + "; " + stays + "; see the cause for the server's words", e);
    }

    /**
     * Where a schema stands.
     *
     * @param pending migrations to be applied
     * @param current version of the schema
     * @param newest version of this release
     * @param adopted whether it was made by hand
     */
    record State(int pending, String current, String newest, boolean adopted) {
        /** Whether it is to be taken over, and nothing but the history's beginning is done yet. */
        boolean adopting() {
            return adopted && current.equals(HAND_MADE);
        }
    }
}
