package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path SOURCE = Path.of("src/main/java/io/defectsdk/examples/quickstart/ReadmeExample.java");

    @Test
    void showsTheLinesThatAreCompiledAndRun() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        String code = between(readme.substring(readme.indexOf("## Quickstart")), "```java\n", "```");
        assertThat(code).isEqualTo(example());
    }

    @Test
    void explainsAsTheDecisionShows() throws IOException {
        String decision = Files.readString(Path.of("../../docs/decisions/0009-explanations.md"));
        String code = Files.readString(SOURCE.resolveSibling("InspectionRun.java"));
        assertThat(between(decision, "```java\n", "```")).isEqualTo(between(code, "// why: begin\n", "// why: end"));
    }

    @Test
    void searchesAsTheDocumentShows() throws IOException {
        String document = Files.readString(Path.of("../../docs/similarity.md"));
        String code = Files.readString(SOURCE.resolveSibling("KnownDefects.java"));
        assertThat(between(document, "```java\n", "```"))
                .isEqualTo(between(code, "// similar: begin\n", "// similar: end"));
    }

    @Test
    void makesGuidesAsTheDocumentShows() throws IOException {
        String document = Files.readString(Path.of("../../docs/guides.md"));
        String code = Files.readString(SOURCE.resolveSibling("GuideExample.java"));
        assertThat(between(document, "```java\n", "```"))
                .isEqualTo(between(code, "// guide: begin\n", "// guide: end"));
    }

    @Test
    void needsAtMostTwentyLines() throws IOException {
        assertThat(example().lines()).hasSizeLessThanOrEqualTo(20);
    }

    private static String example() throws IOException {
        return between(Files.readString(SOURCE), "// readme: begin\n", "// readme: end");
    }

    private static String between(String text, String begin, String end) {
        assertThat(text).contains(begin);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end, from);
        assertThat(to).as("position of %s", end).isGreaterThan(from);
        return text.substring(from, to).stripTrailing().stripIndent();
    }
}
