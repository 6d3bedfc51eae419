package io.defectsdk.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryCommandIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... words) throws InterruptedException {
        return new MemoryCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        8,
                        3)
                .run(words);
    }

    @Test
    void saysWhatAFurtherProductTakes() throws InterruptedException {
        assertThat(run("--products", "1"))
                .as(errors.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line ->
                        line.matches(".*-?\\d+\\.\\d MiB resident +-?\\d+\\.\\d MiB heap|.*NaN MiB resident.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--products", "--products 0", "--products 1001", "--products x", "--data 3"})
    void refusesOtherOptions(String words) throws InterruptedException {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("[1, 1000]", "Usage");
    }
}
