package io.defectsdk.benchmarks.calibration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line.
 *
 * @param data folders of categories
 * @param splits random splits of each
 * @param okLimit OK pictures taught in a split; 0: as many as train/good holds
 * @param bank vectors in the memory bank
 * @param seed draws the splits
 * @param threads of a fit
 * @param out the report
 */
record CalibrationOptions(List<Path> data, int splits, int okLimit, int bank, long seed, int threads, Path out) {
    static final String HELP = """
            Usage: java -jar benchmarks.jar calibration --data DIR [--data DIR ...] --out report.json [options]

            Splits the good pictures of each category (DIR/train/good and DIR/test/good together) at random into taught
            and unseen ones, again and again, calibrates on the taught ones, and counts the unseen ones above the
            thresholds: the rate asked, the rate promised, the rate got, all splits together.

              --data DIR     a category; may be given several times
              --out FILE     the report (JSON)
              --splits N     splits of each category; default: 100
              --ok-limit N   pictures taught in a split; default: 0, as many as train/good holds
              --bank N       vectors in the memory bank; default: 2000
              --seed N       draws the splits; default: 0
              --threads N    threads; default: 1
              --help         show this

            Exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right.
            """;

    private static final Set<String> NAMES =
            Set.of("--data", "--out", "--splits", "--ok-limit", "--bank", "--seed", "--threads");

    CalibrationOptions {
        data = List.copyOf(data);
    }

    /**
     * Reads the words behind the command's name; {@code --help} is not among them.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static CalibrationOptions parse(String... words) {
        List<Path> data = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i];
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name + ", expected one of "
                        + String.join(", ", NAMES.stream().sorted().toList()) + " and --help");
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            if (name.equals("--data")) {
                data.add(Path.of(words[i + 1]));
            } else if (values.put(name, words[i + 1]) != null) {
                throw new IllegalArgumentException(name + " was given twice");
            }
        }
        String out = values.get("--out");
        if (data.isEmpty() || out == null) {
            throw new IllegalArgumentException("--data DIR and --out FILE are needed");
        }
        return new CalibrationOptions(
                data,
                (int) number(values, "--splits", 100, 1, 100_000),
                (int) number(values, "--ok-limit", 0, 0, 1_000_000),
                (int) number(values, "--bank", 2_000, 1, 1_000_000),
                number(values, "--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) number(values, "--threads", 1, 1, 64),
                Path.of(out));
    }

    private static long number(Map<String, String> values, String name, long otherwise, long least, long most) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + least + " to " + most + ", but is " + text);
    }
}
