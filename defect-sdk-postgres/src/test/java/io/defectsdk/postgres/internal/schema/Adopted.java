package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.HandMade;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hand-made database before it is adopted, and what must hold afterwards.
 *
 * @param database the database
 * @param schema the schema
 * @param columns each table's columns
 * @param rows each table's rows
 */
record Adopted(Database database, String schema, Map<String, String> columns, Map<String, List<String>> rows) {
    static Adopted before(Database database, String schema) {
        Map<String, String> columns = HandMade.columns(database, schema);
        return new Adopted(database, schema, columns, HandMade.rows(database, schema, columns));
    }

    Stores open() {
        return Database.open(database.source(), schema, SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE));
    }

    /** Adopts the database, and says which product must be there. */
    void verify(String productCode) {
        try (Stores stores = open()) {
            Product product = stores.products().find(productCode).orElseThrow();
            assertThat(String.valueOf(product.id()))
                    .isEqualTo(database.value("SELECT product_id FROM " + in("products") + " WHERE product_code = '"
                            + productCode + "'"));
        }
        assertThat(HandMade.rows(database, schema, columns)).isEqualTo(rows);
        verifyForm();
        verifyThatOpeningAgainChangesNothing();
        verifyIds();
        assertThat(database.rows("SELECT product_code FROM " + in("v_dashboard_stats")))
                .contains(productCode);
        assertThat(database.rows("SELECT * FROM " + in("v_recent_inspections")))
                .hasSameSizeAs(rows.get("response_history"));
        assertThat(database.rows("SELECT * FROM " + in("v_deployment_status"))).isNotEmpty();
    }

    private void verifyForm() {
        database.open("own").close();
        assertThat(form(schema)).containsExactlyElementsOf(form("own"));
        database.execute("DROP SCHEMA own CASCADE");
    }

    /** Columns, constraints, indexes, views and sequences of our relations, without the schema's name. */
    private List<String> form(String name) {
        return database.rows("""
                WITH ours AS (
                    SELECT oid, relname, relkind FROM pg_class
                    WHERE relnamespace = '"%1$s"'::regnamespace AND relname IN ('%2$s')
                ), form AS (
                    SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
                        pg_get_expr(adbin, adrelid)) AS line
                    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
                    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                    UNION ALL
                    SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(k.oid))
                    FROM ours JOIN pg_constraint k ON conrelid = ours.oid
                    UNION ALL
                    SELECT pg_get_indexdef(indexrelid) FROM ours JOIN pg_index ON indrelid = ours.oid
                    UNION ALL
                    SELECT concat_ws(' ', relname, CASE relkind WHEN 'v' THEN pg_get_viewdef(oid) END)
                    FROM ours
                    UNION ALL
                    SELECT concat_ws(' ', relname, seqtypid::regtype)
                    FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE relnamespace = '"%1$s"'::regnamespace
                )
                SELECT regexp_replace(replace(replace(line, '"%1$s".', ''), '%1$s.', ''), '\\w+[.]gin', 'gin') FROM form ORDER BY 1
                """.formatted(name, String.join("', '", MigrationFiles.relations())));
    }

    private void verifyThatOpeningAgainChangesNothing() {
        String catalog = "SELECT oid, relname, relfilenode FROM pg_class WHERE relnamespace = '\"" + schema
                + "\"'::regnamespace ORDER BY oid";
        List<String> objects = database.rows(catalog);
        List<String> history = database.rows("SELECT * FROM " + in("defect_sdk_schema_history") + " ORDER BY 1");
        assertThat(history).hasSize(MigrationFiles.NAMES.size());
        for (SchemaPolicy policy : SchemaPolicy.values()) {
            // the zone was needed once
            Database.open(database.source(), schema, policy).close();
        }
        assertThat(database.rows(catalog)).isEqualTo(objects);
        assertThat(database.rows("SELECT * FROM " + in("defect_sdk_schema_history") + " ORDER BY 1"))
                .isEqualTo(history);
    }

    private void verifyIds() {
        HandMadeForm.SERIALS.forEach((table, column) -> {
            String next =
                    database.value("SELECT nextval(pg_get_serial_sequence('" + in(table) + "', '" + column + "'))");
            assertThat(Long.parseLong(next))
                    .as(table)
                    .isGreaterThan(Long.parseLong(
                            database.value("SELECT coalesce(max(" + column + "), 0) FROM " + in(table))));
        });
        try (Stores stores = open()) {
            stores.products().add(NewProduct.of("next", "다음"), Databases.ENGINEER, Instant.now());
        }
        assertThat(database.rows("SELECT product_code FROM " + in("products") + " ORDER BY product_id DESC LIMIT 1"))
                .containsExactly("next");
    }

    private String in(String table) {
        return '"' + schema + "\"." + table;
    }
}
