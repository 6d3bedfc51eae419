package io.defectsdk.postgres.internal.schema;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.defectsdk.SchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A schema that has the form of a database made by hand from the agreed data model.
 *
 * @param found what is there, by what is expected; its name may be another one
 */
record HandMadeForm(Map<Part, Part> found) {
    private static final List<Part> EXPECTED = MigrationFiles.lines("io/defectsdk/postgres/hand-made-form.txt").stream()
            .map(Part::parse)
            .toList();

    /** The ten tables. */
    static final List<String> TABLES =
            EXPECTED.stream().map(Part::table).distinct().toList();

    /** An index over an expression or with a condition, in the words of {@code pg_get_indexdef}. */
    private static final Pattern COMPUTED = Pattern.compile("\\w\\(|\\(\\(| WHERE ");

    /** The three views, which may be there in any form: migrations replace them. */
    static final List<String> VIEWS = List.of("v_dashboard_stats", "v_deployment_status", "v_recent_inspections");

    /** The tables' columns that hold a time without its zone, by table. */
    static final Map<String, List<String>> TIMES = EXPECTED.stream()
            .filter(part -> part.definition().startsWith("timestamp without time zone"))
            .collect(groupingBy(Part::table, TreeMap::new, mapping(Part::name, toList())));

    /** The tables' columns that a sequence fills, by table. */
    static final Map<String, String> SERIALS = EXPECTED.stream()
            .filter(part -> part.definition().endsWith(" serial"))
            .collect(toMap(Part::table, Part::name, (one, other) -> one, TreeMap::new));

    private static final String PARTS = """
            WITH tables AS (
                SELECT c.oid, relname, relkind, relpersistence, relrowsecurity, nspname
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
                WHERE nspname = ? AND relname = ANY (string_to_array(?, ' ')) AND relkind IN ('r', 'p', 'v', 'm', 'f')
            )
            SELECT 'table', relname, relname,
                CASE
                    WHEN relrowsecurity THEN 'with row level security'
                    WHEN relpersistence <> 'p' THEN 'unlogged'
                    WHEN EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = tables.oid)
                        THEN 'inheriting from another table'
                    WHEN EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhparent = tables.oid) AND relkind = 'r'
                        THEN 'inherited by another table'
                    ELSE CASE relkind WHEN 'r' THEN 'ordinary' WHEN 'p' THEN 'partitioned' WHEN 'f' THEN 'foreign'
                        ELSE 'a view' END
                END
            FROM tables
            UNION ALL
            SELECT 'column', relname, attname, concat_ws(' ', format_type(atttypid, atttypmod),
                -- texts that differ would be equal, and on older servers nothing could be searched in it
                CASE WHEN NOT collisdeterministic THEN 'with a nondeterministic collation' END,
                CASE WHEN attnotnull THEN 'not null' END,
                CASE
                    WHEN attidentity <> '' THEN 'identity'
                    WHEN attgenerated <> '' THEN 'generated'
                    -- the column's default takes from a sequence that belongs to the column
                    WHEN EXISTS (
                        SELECT FROM pg_catalog.pg_depend taken JOIN pg_catalog.pg_depend owned
                            ON owned.classid = taken.refclassid AND owned.objid = taken.refobjid
                        WHERE taken.classid = 'pg_catalog.pg_attrdef'::regclass AND taken.objid = d.oid
                          AND owned.classid = 'pg_catalog.pg_class'::regclass AND owned.deptype = 'a'
                          AND owned.refobjid = attrelid AND owned.refobjsubid = attnum
                    ) THEN 'serial'
                    ELSE 'default ' || pg_get_expr(adbin, adrelid)
                END)
            FROM tables
            JOIN pg_catalog.pg_attribute ON attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
            LEFT JOIN pg_catalog.pg_attrdef d ON adrelid = attrelid AND adnum = attnum
            LEFT JOIN pg_catalog.pg_collation ON pg_collation.oid = attcollation
            UNION ALL
            SELECT 'constraint', relname, conname, concat_ws(' ',
                replace(pg_get_constraintdef(k.oid), 'REFERENCES ' || quote_ident(nspname) || '.', 'REFERENCES '),
                CASE WHEN contype = 'f' AND confrelid NOT IN (SELECT oid FROM tables) THEN '(of another schema)' END)
            FROM tables JOIN pg_catalog.pg_constraint k ON conrelid = tables.oid AND contype IN ('p', 'u', 'f', 'c', 'x')
            UNION ALL
            SELECT 'index', tables.relname, i.relname, concat_ws(' ',
                CASE WHEN indisunique THEN 'unique' END,
                CASE WHEN NOT indisvalid THEN 'invalid' END,
                regexp_replace(pg_get_indexdef(indexrelid), '^.*? USING ', ''))
            FROM tables
            JOIN pg_catalog.pg_index ON indrelid = tables.oid
            JOIN pg_catalog.pg_class i ON i.oid = indexrelid
            WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint
                WHERE conindid = indexrelid AND conrelid = indrelid AND contype IN ('p', 'u', 'x'))
            ORDER BY 1, 2, 3
            """;

    /** What keeps a column from being given another type, or acts when a row is changed. */
    private static final String DEPENDENTS = """
            SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0)
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_depend d ON refclassid = 'pg_catalog.pg_class'::regclass AND refobjid = c.oid
            LEFT JOIN pg_catalog.pg_trigger t ON d.classid = 'pg_catalog.pg_trigger'::regclass AND t.oid = d.objid
            LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
            LEFT JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
            WHERE nspname = ? AND c.relname = ANY (string_to_array(?, ' '))
              AND (NOT tgisinternal
                  OR d.classid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_policy'::regclass)
                  OR NOT (v.relkind = 'v' AND v.relnamespace = n.oid AND v.relname = ANY (string_to_array(?, ' '))))
            ORDER BY 1
            """;

    /** What stands where the migrations will make something. */
    private static final String TAKEN = """
            SELECT relname, CASE relkind WHEN 'i' THEN 'an index' WHEN 'S' THEN 'a sequence' WHEN 'v' THEN 'a view'
                WHEN 'm' THEN 'a materialized view' WHEN 'c' THEN 'a type' ELSE 'a table' END
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE nspname = ? AND relname = ANY (string_to_array(?, ' '))
              AND NOT (relkind = 'v' AND relname = ANY (string_to_array(?, ' ')))
            UNION ALL
            SELECT typname, 'a type'
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE nspname = ? AND typname = ANY (string_to_array(?, ' ')) AND typrelid = 0
            ORDER BY 1
            """;

    /** Whether the ten tables are there, in whatever form. */
    static boolean isSuspectedIn(Connection connection, SchemaName schema) throws SQLException {
        return Sql.texts(connection, """
                SELECT relname
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE nspname = ? AND relname = ANY (string_to_array(?, ' ')) AND relkind IN ('r', 'p', 'v', 'm', 'f')
                """, schema.value(), String.join(" ", TABLES))
                        .size()
                == TABLES.size();
    }

    /**
     * Looks at a schema; changes nothing.
     *
     * @throws SchemaException with all differences, if it does not have the form
     */
    static HandMadeForm require(Connection connection, SchemaName schema) throws SQLException {
        List<String> differences = new ArrayList<>();
        Map<Part, Part> found = match(parts(connection, schema), differences);
        String tables = String.join(" ", TABLES);
        String views = String.join(" ", VIEWS);
        for (String dependent : Sql.texts(connection, DEPENDENTS, schema.value(), tables + " " + views, views)) {
            differences.add(dependent + ": expected nothing that depends on the tables' columns; drop it, and make it"
                    + " again afterwards");
        }
        Set<String> ours = new TreeSet<>(MigrationFiles.relations());
        ours.addAll(MigrationFiles.indexes());
        EXPECTED.stream().filter(Part::isNamed).map(Part::name).forEach(ours::add);
        ours.removeAll(TABLES);
        found.values().forEach(part -> ours.remove(part.name()));
        String names = String.join(" ", ours);
        for (List<String> row : Sql.rows(connection, TAKEN, schema.value(), names, views, schema.value(), names)) {
            differences.add("name " + row.get(0) + ": expected nothing of this name, which Defect SDK needs, found "
                    + row.get(1) + "; rename it");
        }
        if (!differences.isEmpty()) {
            throw new SchemaException(
                    "schema '" + schema.value() + "' holds the ten tables of a database made by hand, but differs from"
                            + " their form: " + String.join("; ", differences)
                            + ". Nothing was changed. Undo these differences and open it again, or give the builder the"
                            + " name of another schema, which it will make",
                    null);
        }
        return new HandMadeForm(found);
    }

    private static List<Part> parts(Connection connection, SchemaName schema) throws SQLException {
        return Sql.rows(connection, PARTS, schema.value(), String.join(" ", TABLES)).stream()
                .map(row -> new Part(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }

    /** Pairs what is expected with what is there, namesakes first, and notes what is left over. */
    private static Map<Part, Part> match(List<Part> parts, List<String> differences) {
        Map<Part, Part> found = new LinkedHashMap<>();
        List<Part> wanted = new ArrayList<>(EXPECTED);
        List<Part> left = new ArrayList<>(parts);
        for (BiPredicate<Part, Part> rule : List.<BiPredicate<Part, Part>>of(
                (one, other) -> one.isNamesakeOf(other) && one.fits(other), Part::fits)) {
            wanted.removeIf(expected -> {
                Optional<Part> fitting =
                        left.stream().filter(part -> rule.test(expected, part)).findFirst();
                fitting.ifPresent(part -> {
                    found.put(expected, part);
                    left.remove(part);
                });
                return fitting.isPresent();
            });
        }
        for (Part expected : wanted) {
            Optional<Part> namesake =
                    left.stream().filter(expected::isNamesakeOf).findFirst();
            if (namesake.isPresent() || !expected.kind().equals(Part.INDEX)) {
                differences.add(expected.label() + ": expected " + expected.definition() + ", found "
                        + namesake.map(Part::definition).orElse("none"));
            }
            namesake.ifPresent(left::remove);
        }
        for (Part part : left) {
            // an index more does no harm, unless it forbids rows, or computes something of a column that gets another
            // type
            if (!part.kind().equals(Part.INDEX)
                    || part.definition().startsWith("unique")
                    || COMPUTED.matcher(part.definition()).find()) {
                differences.add(part.label() + ": expected none, found " + part.definition());
            }
        }
        return found;
    }

    /** Indexes that are to be made. */
    List<String> missingIndexes() {
        return EXPECTED.stream()
                .filter(part -> part.kind().equals(Part.INDEX) && !found.containsKey(part))
                .map(Part::name)
                .toList();
    }
}
