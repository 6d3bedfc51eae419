package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import io.defectsdk.config.SchemaPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extension pg_trgm, by which names are searched: it must be there and must know that Korean letters are letters. */
final class Trigrams {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Connection connection;
    private final ServerFacts facts;

    Trigrams(Connection connection, ServerFacts facts) {
        this.connection = connection;
        this.facts = facts;
    }

    /**
     * Makes the extension where the policy allows it, and refuses a database in which it finds no Korean.
     *
     * @return the schema in which the extension is, which may be any, as an identifier
     */
    String require(SchemaPolicy policy) throws SQLException {
        String home = home();
        if (home == null) {
            if (policy == SchemaPolicy.VALIDATE) {
                throw missing("it is not there, and the schema policy is VALIDATE", null);
            }
            create();
            home = home();
        }
        if (home == null || !findsKorean(home)) {
            throw new SchemaException(
                    "pg_trgm finds no Korean in the database '" + facts.database() + "', because its LC_CTYPE is "
                            + facts.characterType() + "; " + facts.makeAnother(),
                    null);
        }
        return home;
    }

    private @Nullable String home() throws SQLException {
        List<String> homes = Sql.texts(connection, """
                SELECT quote_ident(n.nspname)
                FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
                WHERE e.extname = 'pg_trgm'
                """);
        if (homes.isEmpty()) {
            return null;
        }
        String home = homes.get(0);
        if (!Sql.yes(connection, "SELECT has_schema_privilege(to_regnamespace(?), 'USAGE')", home)) {
            throw new SchemaException(
                    "role '" + facts.role() + "' may not use the extension pg_trgm, which is in the schema " + home
                            + "; what it lacks is granted by the owner with: GRANT USAGE ON SCHEMA " + home + " TO \""
                            + facts.role() + "\"",
                    null);
        }
        return home;
    }

    private void create() throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            // into public where there is one: in a schema of ours it would go when that schema goes
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm" + (publicExists() ? " SCHEMA public" : ""));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw missing("role '" + facts.role() + "' may not create it", e);
            }
            connection.rollback(before);
            if (!available()) {
                throw new SchemaException(
                        "the server does not have the extension pg_trgm, which searches names; install the server's"
                                + " contrib package (such as postgresql-contrib)",
                        e);
            }
            throw e;
        }
    }

    private SchemaException missing(String why, @Nullable SQLException cause) {
        return new SchemaException(
                "Defect SDK needs the extension pg_trgm in the database '" + facts.database() + "', but " + why
                        + "; run as the database's owner or a superuser: CREATE EXTENSION pg_trgm",
                cause);
    }

    private boolean publicExists() throws SQLException {
        return Sql.yes(connection, "SELECT to_regnamespace('public') IS NOT NULL");
    }

    private boolean available() throws SQLException {
        return Sql.yes(
                connection, "SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'pg_trgm')");
    }

    private boolean findsKorean(String home) throws SQLException {
        return Sql.yes(connection, "SELECT cardinality(" + home + ".show_trgm('기공')) > 0");
    }
}
