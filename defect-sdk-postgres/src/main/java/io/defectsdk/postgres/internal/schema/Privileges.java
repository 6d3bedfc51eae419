package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the role may do, compared with what the SDK does. A refusal names each missing privilege and how to grant it. */
final class Privileges {
    private final Connection connection;
    private final ServerFacts facts;
    private final SchemaName schema;

    Privileges(Connection connection, ServerFacts facts, SchemaName schema) {
        this.connection = connection;
        this.facts = facts;
        this.schema = schema;
    }

    /** Refuses a role that could not make the schema, or its tables. */
    void requireToMigrate() throws SQLException {
        refuse(
                "make the schema or bring it up to date",
                query(
                        """
                        SELECT 'CREATE on database ' || quote_ident(current_database()),
                               'GRANT CREATE ON DATABASE ' || quote_ident(current_database()) || ' TO '
                                   || quote_ident(current_user)
                        WHERE to_regnamespace(quote_ident(?)) IS NULL
                          AND NOT has_database_privilege(current_database(), 'CREATE')
                        UNION ALL
                        SELECT privilege || ' on schema ' || quote_ident(nspname),
                               'GRANT ' || privilege || ' ON SCHEMA ' || quote_ident(nspname) || ' TO '
                                   || quote_ident(current_user)
                        FROM pg_catalog.pg_namespace CROSS JOIN (VALUES ('USAGE'), ('CREATE')) AS p (privilege)
                        WHERE nspname = ? AND NOT has_schema_privilege(oid, privilege)
                        UNION ALL
                        SELECT 'ownership of ' || quote_ident(nspname) || '.' || quote_ident(relname),
                               'ALTER TABLE ' || quote_ident(nspname) || '.' || quote_ident(relname) || ' OWNER TO '
                                   || quote_ident(current_user)
                        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE nspname = ? AND relkind IN ('r', 'p', 'v') AND NOT pg_has_role(relowner, 'USAGE')
                        """,
                        schema.value(),
                        schema.value(),
                        schema.value()));
    }

    /** Refuses a role that could not read what was migrated when. */
    void requireToReadHistory() throws SQLException {
        List<Missing> missing = query(
                """
                SELECT 'USAGE on schema ' || quote_ident(nspname),
                       'GRANT USAGE ON SCHEMA ' || quote_ident(nspname) || ' TO ' || quote_ident(current_user)
                FROM pg_catalog.pg_namespace
                WHERE nspname = ? AND NOT has_schema_privilege(oid, 'USAGE')
                UNION ALL
                SELECT 'SELECT on ' || quote_ident(nspname) || '.' || quote_ident(relname),
                       'GRANT SELECT ON ' || quote_ident(nspname) || '.' || quote_ident(relname) || ' TO '
                           || quote_ident(current_user)
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE nspname = ? AND relname = ? AND NOT has_table_privilege(c.oid, 'SELECT')
                """,
                schema.value(),
                schema.value(),
                Migrations.HISTORY_TABLE);
        refuse("read which version the schema has", missing);
    }

    /** Refuses a role that could not do the stores' work. What is written once needs no UPDATE. */
    void requireToWork() throws SQLException {
        refuse(
                "work with the schema",
                query(
                        """
                        SELECT string_agg(privilege, ', ') || ' on ' || kind || ' ' || name,
                               'GRANT ' || string_agg(privilege, ', ') || ' ON ' || kind || ' ' || name || ' TO '
                                   || quote_ident(current_user)
                        FROM (
                            SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                                   quote_ident(nspname) || '.' || quote_ident(relname) AS name,
                                   privilege
                            FROM pg_catalog.pg_class c
                            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                            JOIN (VALUES
                                ('r', 'SELECT'), ('r', 'INSERT'), ('r', 'UPDATE'), ('v', 'SELECT'), ('S', 'USAGE')
                            ) AS needed (kind, privilege) ON needed.kind = c.relkind::text
                            WHERE nspname = ?
                              AND NOT (relname = ? AND privilege <> 'SELECT')
                              AND NOT (relname IN ('inspections', 'audit_log') AND privilege = 'UPDATE')
                              AND NOT CASE relkind
                                  WHEN 'S' THEN has_sequence_privilege(c.oid, privilege)
                                  ELSE has_table_privilege(c.oid, privilege)
                              END
                        ) missing
                        GROUP BY kind, name
                        ORDER BY kind DESC, name
                        """,
                        schema.value(),
                        Migrations.HISTORY_TABLE));
    }

    private void refuse(String purpose, List<Missing> missing) {
        if (missing.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("role '" + facts.role() + "' may not " + purpose + " '"
                + schema.value() + "' in the database '" + facts.database() + "'; it lacks ");
        message.append(String.join(", ", missing.stream().map(Missing::what).toList()));
        message.append("; run as the owner: ");
        message.append(String.join("; ", missing.stream().map(Missing::remedy).toList()));
        throw new SchemaException(message.toString(), null);
    }

    private List<Missing> query(String sql, String... values) throws SQLException {
        List<Missing> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.add(new Missing(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return missing;
    }

    /** A name as an SQL identifier. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A privilege, and the statement that grants it. */
    private record Missing(String what, String remedy) {}
}
