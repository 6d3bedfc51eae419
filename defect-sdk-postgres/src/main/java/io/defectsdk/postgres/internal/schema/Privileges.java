package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the role may do, compared with what the SDK does. A refusal names each missing privilege by the statement that
 * grants it.
 */
final class Privileges {
    /** A host may have tables of its own beside ours. */
    private static final String OURS = Migrations.HISTORY_TABLE + " " + String.join(" ", MigrationFiles.relations());

    private final Connection connection;
    private final ServerFacts facts;
    private final SchemaName schema;

    Privileges(Connection connection, ServerFacts facts, SchemaName schema) {
        this.connection = connection;
        this.facts = facts;
        this.schema = schema;
    }

    /** Refuses a role that could not make the schema, or change its tables. */
    void requireToMigrate() throws SQLException {
        refuse("make the schema or bring it up to date", """
                SELECT 'GRANT CREATE ON DATABASE ' || quote_ident(current_database()) || ' TO '
                    || quote_ident(current_user)
                WHERE to_regnamespace(quote_ident(?)) IS NULL
                  AND NOT has_database_privilege(current_database(), 'CREATE')
                UNION ALL
                SELECT 'GRANT ' || string_agg(privilege, ', ' ORDER BY privilege DESC) || ' ON SCHEMA '
                    || quote_ident(nspname) || ' TO ' || quote_ident(current_user)
                FROM pg_catalog.pg_namespace CROSS JOIN (VALUES ('USAGE'), ('CREATE')) AS needed (privilege)
                WHERE nspname = ? AND NOT has_schema_privilege(oid, privilege)
                GROUP BY nspname
                UNION ALL
                SELECT 'ALTER TABLE ' || quote_ident(nspname) || '.' || quote_ident(relname) || ' OWNER TO '
                    || quote_ident(current_user)
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE nspname = ? AND relname = ANY (string_to_array(?, ' ')) AND relkind IN ('r', 'p', 'v')
                  AND NOT pg_has_role(relowner, 'USAGE')
                """, schema.value(), schema.value(), schema.value(), OURS);
    }

    /** Refuses a role that could not read what was migrated when. */
    void requireToReadHistory() throws SQLException {
        refuse("read which version the schema has", """
                SELECT 'GRANT USAGE ON SCHEMA ' || quote_ident(nspname) || ' TO ' || quote_ident(current_user)
                FROM pg_catalog.pg_namespace
                WHERE nspname = ? AND NOT has_schema_privilege(oid, 'USAGE')
                UNION ALL
                SELECT 'GRANT SELECT ON TABLE ' || quote_ident(nspname) || '.' || quote_ident(relname) || ' TO '
                    || quote_ident(current_user)
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE nspname = ? AND relname = ? AND NOT has_table_privilege(c.oid, 'SELECT')
                """, schema.value(), schema.value(), Migrations.HISTORY_TABLE);
    }

    /** Refuses a role that could not do the stores' work. What is written once needs no UPDATE, and little is deleted. */
    void requireToWork() throws SQLException {
        refuse("work with the schema", """
                SELECT 'GRANT ' || string_agg(privilege, ', ' ORDER BY privilege) || ' ON ' || kind || ' ' || name
                    || ' TO ' || quote_ident(current_user)
                FROM (
                    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                           quote_ident(nspname) || '.' || quote_ident(c.relname) AS name,
                           privilege
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                        AND c.relkind = 'S' AND d.deptype IN ('a', 'i')
                    LEFT JOIN pg_catalog.pg_class numbered ON numbered.oid = d.refobjid
                    JOIN (VALUES
                        ('r', 'SELECT'), ('r', 'INSERT'), ('r', 'UPDATE'), ('r', 'DELETE'), ('v', 'SELECT'),
                        ('S', 'USAGE')
                    ) AS needed (kind, privilege) ON needed.kind = c.relkind::text
                    WHERE nspname = ?
                      AND COALESCE(numbered.relname, c.relname) = ANY (string_to_array(?, ' '))
                      AND NOT (c.relname = ? AND privilege <> 'SELECT')
                      AND NOT (privilege = 'DELETE' AND c.relname NOT IN ('sessions', 'image_regions', 'uploads',
                          'objects', 'object_chunks', 'artifact_chunks', 'picture_embeddings'))
                      AND NOT (c.relname IN ('inspections', 'audit_log', 'picture_embeddings', 'search_history',
                          'guide_ratings')
                          AND privilege = 'UPDATE')
                      AND NOT CASE c.relkind
                          WHEN 'S' THEN has_sequence_privilege(c.oid, privilege)
                          ELSE has_table_privilege(c.oid, privilege)
                      END
                ) missing
                GROUP BY kind, name
                ORDER BY kind DESC, name
                """, schema.value(), OURS, Migrations.HISTORY_TABLE);
    }

    private void refuse(String purpose, String queryForRemedies, String... values) throws SQLException {
        List<String> remedies = Sql.texts(connection, queryForRemedies, values);
        if (!remedies.isEmpty()) {
            throw new SchemaException(
                    "role '" + facts.role() + "' may not " + purpose + " '" + schema.value() + "' in the database '"
                            + facts.database() + "'; what it lacks is granted by the owner with: "
                            + String.join("; ", remedies),
                    null);
        }
    }
}
