package io.defectsdk.postgres.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.postgres.internal.Databases.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A database that was made by hand from the agreed data model, with rows. */
public final class HandMade {
    /** In which its times were written. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private HandMade() {}

    /** Makes it in a schema, which may be there. */
    public static void in(Database database, String schema) {
        run(database, schema, statements());
    }

    /** The statements that make it. */
    private static List<String> statements() {
        try (InputStream script =
                requireNonNull(HandMade.class.getResourceAsStream("/io/defectsdk/postgres/hand-made.sql"))) {
            return Stream.of(new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\n", -1))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs statements whose names are not qualified. */
    public static void run(Database database, String schema, List<String> statements) {
        database.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
        database.execute(Stream.concat(Stream.of("SET search_path = \"" + schema + "\", public"), statements.stream())
                .toArray(String[]::new));
    }

    /** The columns of each table, separated by spaces. */
    public static Map<String, String> columns(Database database, String schema) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String row : database.rows("SELECT table_name, column_name FROM information_schema.columns"
                + " JOIN information_schema.tables USING (table_schema, table_name)"
                + " WHERE table_schema = '" + schema + "' AND table_type = 'BASE TABLE'"
                + " ORDER BY table_name, ordinal_position")) {
            String[] names = row.split("\\|", -1);
            columns.merge(names[0], names[1], (one, other) -> one + " " + other);
        }
        return columns;
    }

    /** The rows of {@code columns}, with times as they were written. */
    public static Map<String, List<String>> rows(Database database, String schema, Map<String, String> columns) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        columns.forEach((table, names) -> rows.put(table, rows(database, schema, table, names)));
        return rows;
    }

    private static List<String> rows(Database database, String schema, String table, String names) {
        List<String> zoned = database.rows("SELECT column_name FROM information_schema.columns WHERE table_schema = '"
                + schema + "' AND table_name = '" + table + "' AND data_type = 'timestamp with time zone'");
        List<String> values = Stream.of(names.split(" ", -1))
                .map(name -> zoned.contains(name) ? "(" + name + " AT TIME ZONE '" + ZONE + "')" : name)
                .toList();
        return database.rows(
                "SELECT " + String.join(", ", values) + " FROM \"" + schema + "\"." + table + " ORDER BY 1");
    }
}
