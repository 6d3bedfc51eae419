package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.HandMade;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databases that were made from the customer's document itself, statement by statement, when
 * {@code -Ddefectsdk.shared.dir=DIR} names the folder that holds {@code seed/database-design.md}.
 */
class SeedAdoptionIT {
    /** With the index whose name the document uses twice. */
    private static final String SECOND = "ON images(product_id, defect_type_id) WHERE image_type = 'defect'";

    @RegisterExtension
    final Databases databases = new Databases();

    @ParameterizedTest
    @CsvSource({
        "public, ",
        "plant, ",
        "public, idx_images_product_defect",
        "plant, idx_images_defect_of_product",
    })
    void takesOverWhatTheDocumentMakes(String schema, String secondIndex) throws SQLException {
        List<String> statements = SeedDocument.statements();
        Database database = databases.empty();
        List<String> failures = run(database, schema, statements);
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("idx_images_defect")
                .contains("already exists");
        if (secondIndex != null) {
            HandMade.run(database, schema, List.of("CREATE INDEX " + secondIndex + " " + SECOND));
        }
        verify(database, schema);
    }

    @Test
    void takesOverWhatIsLeftWhenTheDuplicateIndexComesFirst() throws SQLException {
        List<String> statements = new ArrayList<>(SeedDocument.statements());
        statements.removeIf(sql -> sql.contains("INDEX idx_images_defect ON images(defect_type_id)"));
        Database database = databases.empty();
        assertThat(run(database, "plant", statements)).isEmpty();
        verify(database, "plant");
    }

    private static void verify(Database database, String schema) {
        Adopted seed = Adopted.before(database, schema);
        assertThat(seed.rows().get("system_config")).hasSize(7);
        assertThat(seed.rows().get("users")).hasSize(2);
        assertThat(seed.rows().get("images")).hasSize(3);
        seed.verify("prod1");
        assertThat(database.rows("SELECT config_key FROM \"" + schema + "\".system_config WHERE unscaled ORDER BY 1"))
                .containsExactly("default_image_threshold", "default_pixel_threshold");
    }

    /** Runs each statement by itself, in order; gives the failures. */
    private static List<String> run(Database database, String schema, List<String> statements) throws SQLException {
        assertThat(statements).hasSizeGreaterThan(60);
        List<String> failures = new ArrayList<>();
        HandMade.run(database, schema, List.of());
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"" + schema + "\", public");
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    failures.add(sql + ": " + e.getMessage());
                }
            }
        }
        return failures;
    }
}
