package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the start check must know of the server.
 *
 * @param versionNumber such as 170002
 * @param version such as 17.2
 * @param encoding of the database
 * @param characterType the database's LC_CTYPE
 * @param readOnly whether it is a standby or set to read-only
 * @param database its name
 * @param role the role that connected
 */
record ServerFacts(
        int versionNumber,
        String version,
        String encoding,
        String characterType,
        boolean readOnly,
        String database,
        String role) {
    private static final int OLDEST = 14;

    /** Asks the server. */
    static ServerFacts read(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("PostgreSQL")) {
            throw new SchemaException(
                    "Defect SDK works on PostgreSQL " + OLDEST + " or newer, but the data source leads to " + product
                            + "; give it a data source of a PostgreSQL database",
                    null);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT current_setting('server_version_num')::int,
                               current_setting('server_version'),
                               current_setting('server_encoding'),
                               datctype,
                               current_setting('transaction_read_only')::boolean,
                               datname,
                               current_user
                        FROM pg_catalog.pg_database
                        WHERE datname = current_database()
                        """)) {
            row.next();
            return new ServerFacts(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getString(6),
                    row.getString(7));
        }
    }

    /** Refuses a server on which no schema of ours could work. */
    void requireFit() {
        if (versionNumber < OLDEST * 10_000) {
            throw new SchemaException(
                    "Defect SDK needs PostgreSQL " + OLDEST + " or newer, but the server is " + version
                            + "; upgrade the server, or use a newer one for this database",
                    null);
        }
        if (!encoding.equals("UTF8")) {
            throw new SchemaException(
                    "Defect SDK needs a database with encoding UTF8, but '" + database + "' has " + encoding + "; "
                            + makeAnother(),
                    null);
        }
        if (readOnly) {
            throw new SchemaException(
                    "Defect SDK writes what it inspects, but the database '" + database + "' is read-only;"
                            + " connect to the primary server, or switch off default_transaction_read_only",
                    null);
        }
    }

    /** How to get a database with the right encoding and locale, which cannot be changed afterwards. */
    String makeAnother() {
        return "make another one, and move what is in this one there by dump and restore:"
                + " CREATE DATABASE ... TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'ko_KR.UTF-8' LC_CTYPE"
                + " 'ko_KR.UTF-8' (or 'C.UTF-8' for both)";
    }
}
