package io.defectsdk.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.Tiling;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of {@code accuracy}. */
class AccuracyOptionsTest {
    @Test
    void readsEveryOption() {
        AccuracyOptions options = AccuracyOptions.parse(
                ("--data a --data b --backbone m/x.onnx --layers layer2,layer3 --size 320 --bank 0.1 --ok-limit 50"
                                + " --seed 7 --tiles 3,2 --threads 2 --warm-up 5 --out r.json")
                        .split(" "));

        assertThat(options.data()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(options.backbone()).contains(Path.of("m/x.onnx"));
        assertThat(options.layers()).isEqualTo(List.of("layer2", "layer3"));
        assertThat(options.size()).hasValue(320);
        assertThat(options.tiling()).isEqualTo(Tiling.of(3, 2));
        assertThat(options.bank()).contains(BankSize.ratio(0.1));
        assertThat(options.okLimit()).hasValue(50);
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.threads()).isEqualTo(2);
        assertThat(options.warmUp()).isEqualTo(5);
        assertThat(options.out()).isEqualTo(Path.of("r.json"));
    }

    @Test
    void leavesTheRestToTheLibrary() {
        AccuracyOptions options = AccuracyOptions.parse("--out", "r.json", "--data", "a", "--backbone", "packaged");

        assertThat(options.backbone()).isEmpty();
        assertThat(options.layers()).isEmpty();
        assertThat(options.size()).isEmpty();
        assertThat(options.tiling()).isEqualTo(Tiling.NONE);
        assertThat(options.bank()).isEmpty();
        assertThat(options.okLimit()).isEmpty();
        assertThat(options.seed()).isZero();
        assertThat(options.warmUp()).isEqualTo(1);
    }

    @Test
    void takesAWholeNumberForVectorsAndOneWithAPointForAShare() {
        assertThat(bank("2000")).isEqualTo(BankSize.vectors(2_000));
        assertThat(bank("1.0")).isEqualTo(BankSize.ratio(1));
        assertThat(bank("1")).isEqualTo(BankSize.vectors(1));
    }

    private static BankSize bank(String text) {
        return AccuracyOptions.parse("--data", "a", "--out", "r", "--bank", text)
                .bank()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--out r | --data DIR is needed",
                "--data a | --out FILE is needed",
                "--data a --out r --colour red | unknown option --colour",
                "--data a --out | --out needs a value",
                "--data --out r | --data needs a value",
                "--data a --out r --size 31 | --size must be a whole number from 32 to 2048, but is 31",
                "--data a --out r --size x | --size must be a whole number from 32 to 2048, but is x",
                "--data a --out r --tiles 3 | --tiles must be columns,rows, but is 3",
                "--data a --out r --tiles 9,9 | tiles (columns × rows) must be in [1, 64], but is 81",
                "--data a --out r --warm-up 0 | --warm-up must be a whole number from 1 to 1000, but is 0",
                "--data a --out r --bank 1.5 | --bank must be a share above 0 up to 1.0",
                "--data a --out r --bank many | --bank must be a share above 0 up to 1.0",
                "--data a --out r --seed x | --seed must be a whole number, but is x",
                "--data a --out r --seed 1 --seed 2 | --seed was given twice"
            })
    void saysWhatIsWrong(String words, String message) {
        assertThatThrownBy(() -> AccuracyOptions.parse(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
