package io.defectsdk.postgres.internal.schema;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes over a database that was made by hand from the agreed data model and has its form: it is completed to what V1 makes,
 * so that the migrations from V2 on find what they expect. May be done over again at any point before V2.
 */
final class Adoption {
    private final Connection connection;
    private final SchemaName schema;

    Adoption(Connection connection, SchemaName schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * The zone of the old times, in the server's words; changes nothing.
     *
     * @throws SchemaException if there are such times, and it was not said
     */
    String zone(Optional<ZoneId> said) throws SQLException {
        if (said.isPresent()) {
            return LegacyTimeZone.inWordsOf(connection, said.get());
        }
        List<String> tables = Sql.texts(
                connection,
                HandMadeForm.TIMES.entrySet().stream()
                        .map(times ->
                                "SELECT '" + times.getKey() + "' WHERE EXISTS (SELECT FROM " + table(times.getKey())
                                        + " WHERE num_nonnulls(" + String.join(", ", times.getValue()) + ") > 0)")
                        .collect(Collectors.joining(" UNION ALL ")));
        if (!tables.isEmpty()) {
            throw new SchemaException(
                    "schema '" + schema.value() + "' was made by hand and holds times without a zone (in "
                            + String.join(", ", tables) + "); nothing was changed; say in which zone they were written,"
                            + " such as legacyTimeZone(ZoneId.of(\"Asia/Seoul\")) on the builder",
                    null);
        }
        return LegacyTimeZone.UTC;
    }

    /** Makes what is missing, calls everything as V1 does, and sets sequences that lag behind their rows. */
    void complete(HandMadeForm form) throws SQLException {
        List<String> last = new ArrayList<>();
        for (Map.Entry<Part, Part> entry : form.found().entrySet()) {
            Part expected = entry.getKey();
            if (!expected.isNamesakeOf(entry.getValue())) {
                // by way of a name that nobody has: two may have swapped theirs
                String between = "defect_sdk_adoption_" + last.size();
                Sql.execute(
                        connection, List.of(rename(expected, entry.getValue().name(), between)));
                last.add(rename(expected, between, expected.name()));
            }
        }
        for (String index : form.missingIndexes()) {
            last.addAll(MigrationFiles.seedStatements("CREATE INDEX " + index + " ", schema));
        }
        for (String view : HandMadeForm.VIEWS) {
            if (!Sql.yes(connection, "SELECT to_regclass(?) IS NOT NULL", table(view))) {
                last.addAll(MigrationFiles.seedStatements("CREATE VIEW " + table(view) + " ", schema));
                last.addAll(MigrationFiles.seedStatements("COMMENT ON VIEW " + table(view) + " ", schema));
            }
        }
        Sql.execute(connection, last);
        for (Map.Entry<String, String> serial : HandMadeForm.SERIALS.entrySet()) {
            catchUp(table(serial.getKey()), serial.getValue());
        }
    }

    private String rename(Part part, String from, String to) {
        String quoted = '"' + from.replace("\"", "\"\"") + '"';
        return part.kind().equals(Part.INDEX)
                ? "ALTER INDEX " + schema.quoted() + "." + quoted + " RENAME TO " + to
                : "ALTER TABLE " + table(part.table()) + " RENAME CONSTRAINT " + quoted + " TO " + to;
    }

    private void catchUp(String table, String column) throws SQLException {
        List<String> sequence = Sql.texts(connection, "SELECT pg_get_serial_sequence(?, ?)", table, column);
        Sql.texts(connection, """
                SELECT setval(?::regclass, newest)
                FROM (SELECT max(%s) AS newest FROM %s) rows
                WHERE newest >= (SELECT last_value + is_called::int FROM %s)
                """.formatted(column, table, sequence.get(0)), sequence.get(0));
    }

    private String table(String name) {
        return schema.quoted() + "." + name;
    }
}
