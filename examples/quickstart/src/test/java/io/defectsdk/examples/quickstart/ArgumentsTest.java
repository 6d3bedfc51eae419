package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void defaultsToTheSimulatedLine() {
        assertThat(Arguments.parse())
                .isEqualTo(new Arguments(
                        Path.of("quickstart-report"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false));
    }

    @Test
    void takesValuesInTheNextWordOrAfterAnEqualsSign() {
        assertThat(Arguments.parse("--data", "a b", "--out=o=1", "--keep", "k", "--product=P-1", "--teach"))
                .isEqualTo(new Arguments(
                        Path.of("o=1"),
                        Optional.of(Path.of("a b")),
                        Optional.of("P-1"),
                        Optional.of(Path.of("k")),
                        true,
                        false));
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(Arguments.parse("--help").help()).isTrue();
        assertThat(Arguments.HELP).contains("--data", "--product", "--out", "--keep", "--teach", "--help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--colour|unknown option --colour",
                "picture.jpg|unknown option picture.jpg",
                "--teach=yes|unknown option --teach=yes",
                "--out|--out needs a value",
                "--out=|--out needs a value",
                "--out --teach|--out needs a value",
                "--out a --out b|--out was given twice",
                "--product p|--product goes with --data"
            })
    void refusesWhatItDoesNotUnderstand(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ")))
                .isInstanceOfSatisfying(
                        QuickstartException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(message);
    }
}
