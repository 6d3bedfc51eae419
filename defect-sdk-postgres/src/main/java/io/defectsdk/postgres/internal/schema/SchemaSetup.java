package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import io.defectsdk.StoreException;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.StoreErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What opening a database does first: look whether server, schema and role are fit, and bring the schema to this
 * release's version or check that it is there. A schema that was made by hand from the agreed data model is taken over.
 * Nothing is changed in a database that is refused.
 *
 * <p>Several processes may do this at once. It takes up to two connections for as long as it lasts.
 */
public final class SchemaSetup {
    /** For another process's migration; one of a large database takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For locks of others on our tables; whoever comes after the migration waits as long, the line among them. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private final DataSource source;
    private final SchemaName schema;
    private final SchemaPolicy policy;
    private final Optional<ZoneId> legacyTimeZone;
    private final Duration lockPatience;
    private final Migrations migrations;

    /** Does nothing yet. */
    public SchemaSetup(DataSource source, SchemaName schema, SchemaPolicy policy, Optional<ZoneId> legacyTimeZone) {
        this(source, schema, policy, legacyTimeZone, LOCK_PATIENCE);
    }

    SchemaSetup(
            DataSource source,
            SchemaName schema,
            SchemaPolicy policy,
            Optional<ZoneId> legacyTimeZone,
            Duration lockPatience) {
        this.source = source;
        this.schema = schema;
        this.policy = policy;
        this.legacyTimeZone = legacyTimeZone;
        this.lockPatience = lockPatience;
        this.migrations = new Migrations(source, schema, lockPatience);
    }

    /**
     * Checks and migrates.
     *
     * @return the schema in which the extension pg_trgm is, as an identifier
     * @throws SchemaException if something is not fit; the message says what to do
     * @throws io.defectsdk.StoreException if the database cannot be reached
     */
    public String run() {
        try {
            return Transaction.run(source, policy == SchemaPolicy.MIGRATE ? this::migrate : this::validate);
        } catch (SQLException e) {
            boolean waitedForPool = e.getSQLState() == null;
            throw StoreErrors.translate(
                    "open the database" + (waitedForPool ? ", which takes two connections at once" : ""), e);
        }
    }

    /** What changes the schema goes over other connections: this one holds the lock, and no other. */
    private String migrate(Connection connection) throws SQLException {
        MigrationLock.acquire(connection, PATIENCE);
        ServerFacts facts = fitServer(connection);
        Privileges privileges = new Privileges(connection, facts, schema);
        boolean known = hasHistory(connection);
        boolean upToDate = false;
        boolean handMade;
        if (known) {
            privileges.requireToReadHistory();
            Migrations.State state = migrations.state();
            upToDate = state.pending() == 0;
            handMade = state.adopting();
        } else {
            handMade = HandMadeForm.isSuspectedIn(connection, schema);
        }
        Optional<HandMadeForm> form =
                handMade ? Optional.of(HandMadeForm.require(connection, schema)) : Optional.empty();
        if (!known && !handMade) {
            requireEmpty(connection);
        }
        if (!upToDate) {
            privileges.requireToMigrate();
        }
        Prepared prepared = prepare(facts, form);
        if (handMade && !known) {
            migrations.baseline();
        }
        if (!upToDate) {
            migrations.migrate(prepared.trigrams(), prepared.zone());
        }
        migrations.validate();
        privileges.requireToWork();
        return prepared.trigrams();
    }

    /** What the migrations need to find; all or nothing. */
    private Prepared prepare(ServerFacts facts, Optional<HandMadeForm> handMade) throws SQLException {
        try {
            return Transaction.run(source, own -> {
                Limits.set(own, lockPatience);
                return prepare(own, facts, handMade);
            });
        } catch (SQLException e) {
            Optional<StoreException> waited = Limits.onTables(e, schema, lockPatience, Migrations.NOTHING);
            if (waited.isPresent()) {
                throw waited.get();
            }
            throw e;
        }
    }

    private Prepared prepare(Connection connection, ServerFacts facts, Optional<HandMadeForm> handMade)
            throws SQLException {
        String trigrams = new Trigrams(connection, facts).require(policy);
        if (handMade.isEmpty()) {
            return new Prepared(trigrams, LegacyTimeZone.UTC);
        }
        Adoption adoption = new Adoption(connection, schema);
        String zone = adoption.zone(legacyTimeZone);
        adoption.complete(handMade.get());
        return new Prepared(trigrams, zone);
    }

    private String validate(Connection connection) throws SQLException {
        ServerFacts facts = fitServer(connection);
        Privileges privileges = new Privileges(connection, facts, schema);
        if (!hasHistory(connection)) {
            throw notThere(connection, facts);
        }
        privileges.requireToReadHistory();
        Migrations.State state = migrations.state();
        if (state.pending() > 0) {
            throw new SchemaException(
                    "schema '" + schema.value() + "' has version " + state.current() + ", this release needs "
                            + state.newest() + ", and the schema policy is VALIDATE; open it once with"
                            + " SchemaPolicy.MIGRATE",
                    null);
        }
        migrations.validate();
        String trigrams = new Trigrams(connection, facts).require(policy);
        privileges.requireToWork();
        return trigrams;
    }

    private SchemaException notThere(Connection connection, ServerFacts facts) throws SQLException {
        if (HandMadeForm.isSuspectedIn(connection, schema)) {
            HandMadeForm.require(connection, schema);
            return new SchemaException(
                    "schema '" + schema.value() + "' of the database '" + facts.database() + "' was made by hand, and"
                            + " the schema policy is VALIDATE; back it up, and open it once with SchemaPolicy.MIGRATE,"
                            + " which adopts it",
                    null);
        }
        return new SchemaException(
                "the database '" + facts.database() + "' has no schema '" + schema.value() + "' of Defect SDK, and"
                        + " the schema policy is VALIDATE; open it once with SchemaPolicy.MIGRATE, or name the"
                        + " right schema",
                null);
    }

    private static ServerFacts fitServer(Connection connection) throws SQLException {
        ServerFacts facts = ServerFacts.read(connection);
        facts.requireFit();
        return facts;
    }

    private boolean hasHistory(Connection connection) throws SQLException {
        return Sql.yes(connection, """
                SELECT EXISTS (
                    SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE nspname = ? AND relname = ?)
                """, schema.value(), Migrations.HISTORY_TABLE);
    }

    /** Never among the tables of others: that they are called like ours does not make them ours. */
    private void requireEmpty(Connection connection) throws SQLException {
        List<String> others = Sql.texts(connection, """
                SELECT name
                FROM (
                    SELECT tableoid, oid, relname AS name, relnamespace AS namespace FROM pg_catalog.pg_class
                        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                    UNION ALL
                    SELECT tableoid, oid, proname, pronamespace FROM pg_catalog.pg_proc
                ) object
                WHERE namespace = to_regnamespace(quote_ident(?))
                  AND NOT EXISTS (
                      SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = object.tableoid AND d.objid = object.oid AND d.deptype = 'e')
                ORDER BY name
                """, schema.value());
        if (!others.isEmpty()) {
            throw new SchemaException(
                    "schema '" + schema.value() + "' holds " + others.size() + " objects that Defect SDK did not make ("
                            + String.join(", ", others.subList(0, Math.min(5, others.size())))
                            + (others.size() > 5 ? ", ..." : "")
                            + "); give the builder the name of another schema, which it will make",
                    null);
        }
    }

    /**
     * What the migrations are told.
     *
     * @param trigrams schema of the extension pg_trgm, as an identifier
     * @param zone in which old times were written, in the server's words
     */
    private record Prepared(String trigrams, String zone) {}
}
