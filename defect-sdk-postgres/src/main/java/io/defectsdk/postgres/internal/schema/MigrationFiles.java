package io.defectsdk.postgres.internal.schema;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of the migrations, for those who must know what they make before they run, or make a part of it. */
final class MigrationFiles {
    static final String LOCATION = "io/defectsdk/postgres/migration";

    static final List<String> NAMES = List.of(
            "V1__seed_schema.sql",
            "V2__wide_keys_and_zoned_times.sql",
            "V3__authors_and_states.sql",
            "V4__integrity_and_indexes.sql",
            "V5__recipes_inspections_audit.sql",
            "V6__views.sql",
            "V7__catalog_accounts_settings.sql",
            "V8__similarity.sql",
            "V9__response_guides.sql");

    private static final Pattern RELATION =
            Pattern.compile("(?m)^CREATE (?:OR REPLACE )?(?:TABLE|VIEW) \\$\\{schema}\\.(\\w+)");
    private static final Pattern INDEX =
            Pattern.compile("(?m)^CREATE (?:UNIQUE )?INDEX (\\w+)|^ +(?:ADD )?CONSTRAINT (\\w+) UNIQUE");

    private MigrationFiles() {}

    /** Names of our tables and views. */
    static Set<String> relations() {
        return names(RELATION);
    }

    /** Names of our indexes, except those that the server names by itself. */
    static Set<String> indexes() {
        return names(INDEX);
    }

    private static Set<String> names(Pattern pattern) {
        Set<String> names = new TreeSet<>();
        for (String file : NAMES) {
            Matcher matcher = pattern.matcher(read(LOCATION + "/" + file));
            while (matcher.find()) {
                Stream.of(matcher.group(1), matcher.group(matcher.groupCount()))
                        .filter(name -> name != null)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The statements of V1 that begin with {@code beginning}, for {@code schema}. */
    static List<String> seedStatements(String beginning, SchemaName schema) {
        String text = read(LOCATION + "/" + NAMES.get(0)).replace("${schema}", schema.quoted());
        return Stream.of(text.split(";\n", -1))
                .map(statement -> statement.replaceAll("(?m)^--.*\n", "").strip())
                .filter(statement -> statement.startsWith(beginning))
                .toList();
    }

    /** The lines of a text file of ours, without empty ones and comments. */
    static List<String> lines(String resource) {
        return read(resource)
                .lines()
                .filter(Predicate.not(line -> line.isBlank() || line.startsWith("#")))
                .toList();
    }

    private static String read(String resource) {
        try (InputStream content =
                requireNonNull(MigrationFiles.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
