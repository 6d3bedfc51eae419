package io.defectsdk.examples.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final Path SOURCE = Path.of("src/main/java/io/defectsdk/examples/catalog/CatalogTour.java");

    @Test
    void showsTheLinesThatAreCompiledAndRun() throws IOException {
        String document = Files.readString(Path.of("../../docs/catalog.md"));

        assertThat(between(document, "```java\n", "```"))
                .isEqualTo(between(Files.readString(SOURCE), "// docs: begin\n", "// docs: end"));
    }

    private static String between(String text, String begin, String end) {
        assertThat(text).contains(begin);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end, from);
        assertThat(to).as("position of %s", end).isGreaterThan(from);
        return text.substring(from, to).stripTrailing().stripIndent();
    }
}
