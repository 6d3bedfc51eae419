package io.defectsdk.postgres.internal.schema;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL in the document by which customers made their database, which is not ours to keep here. */
final class SeedDocument {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

    private SeedDocument() {}

    /** The statements that make tables, indexes, views and rows, as they stand there; skips the test if it is not there. */
    static List<String> statements() {
        String root = System.getProperty("defectsdk.shared.dir", "");
        assumeTrue(
                !root.isBlank(), "no document: name the folder with seed/database-design.md by -Ddefectsdk.shared.dir");
        return BLOCK.matcher(read(Path.of(root, "seed", "database-design.md")))
                .results()
                .map(block -> block.group(1))
                // comments, and commands to psql
                .map(sql -> sql.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^\\\\.*|--.*)$", ""))
                .flatMap(sql -> Stream.of(sql.split(";\\s*(\n|$)", -1)))
                .map(String::strip)
                .filter(not(sql ->
                        sql.isEmpty() || sql.matches("(?s)(CREATE DATABASE|ANALYZE|VACUUM|REINDEX|SELECT)\\b.*")))
                .toList();
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
