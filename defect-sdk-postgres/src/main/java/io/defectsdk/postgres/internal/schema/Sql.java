package io.defectsdk.postgres.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Small queries over plain JDBC. */
final class Sql {
    private Sql() {}

    /** All rows. */
    static List<List<String>> rows(Connection connection, String sql, String... values) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(String.valueOf(result.getString(column)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** The first column of all rows. */
    static List<String> texts(Connection connection, String sql, String... values) throws SQLException {
        return rows(connection, sql, values).stream().map(row -> row.get(0)).toList();
    }

    /** Whether the one value of the one row is true. */
    static boolean yes(Connection connection, String sql, String... values) throws SQLException {
        return texts(connection, sql, values).contains("t");
    }

    /** Runs statements, one after the other. */
    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
