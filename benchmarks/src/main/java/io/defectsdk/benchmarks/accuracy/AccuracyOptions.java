package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.Tiling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The command line.
 *
 * @param data folders of categories
 * @param preset names the settings that the others do not set
 * @param backbone model file; empty: the packaged one
 * @param layers layers to join; empty: the backbone's own choice
 * @param size input size in pixels; empty: the preset's
 * @param tiling how pictures are cut into tiles
 * @param bank size of the memory bank; empty: the preset's
 * @param okLimit OK pictures to teach with; empty: all
 * @param seed chooses the OK pictures and the coreset's first vector
 * @param threads threads of one inspection
 * @param warmUp rounds over the test pictures before the one that is timed
 * @param out the report
 */
record AccuracyOptions(
        List<Path> data,
        PatchCorePreset preset,
        Optional<Path> backbone,
        List<String> layers,
        OptionalInt size,
        Tiling tiling,
        Optional<BankSize> bank,
        OptionalInt okLimit,
        long seed,
        int threads,
        int warmUp,
        Path out) {
    static final String HELP = """
            Usage: java -jar benchmarks.jar accuracy --data DIR [--data DIR ...] --out report.json [options]

            Teaches each category from its OK pictures, inspects its test pictures, prints a table and writes a report.

              --data DIR       a category: DIR/train/good, DIR/test/good, DIR/test/<defect>, and where there are
                               masks DIR/ground_truth/<defect>/<name>_mask.png; may be given several times
              --out FILE       the report (JSON)
              --preset NAME    default, accurate, anomalib or official; default: default
              --backbone FILE  an ONNX or TorchScript file with its manifest.json beside it; default: packaged
              --layers A,B     layers to join, shallowest first; default: the backbone's own choice
              --size N         side in pixels of the one square that the backbone sees; default: the preset's
              --tiles C,R      pictures are cut into C columns and R rows of tiles that overlap by a quarter; default: 1,1
              --bank N         vectors in the memory bank, or with a point (0.1) a share of all patches;
                               default: the preset's
              --ok-limit N     teach with N of the OK pictures, drawn by the seed; default: all
              --seed N         draws these, and the coreset's first vector; default: 0
              --threads N      threads of one inspection; default: the machine's processors, 8 at most
              --warm-up N      rounds over the test pictures before the one that is timed; the first one measures
                               accuracy; default: 1
              --help           show this

            Exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right.
            """;

    private static final String PACKAGED = "packaged";
    private static final Set<String> NAMES = Set.of(
            "--data",
            "--out",
            "--preset",
            "--backbone",
            "--layers",
            "--size",
            "--tiles",
            "--bank",
            "--ok-limit",
            "--seed",
            "--threads",
            "--warm-up");

    AccuracyOptions {
        data = List.copyOf(data);
        layers = List.copyOf(layers);
    }

    /** Reads the words behind the command's name; {@code --help} is not among them. */
    static AccuracyOptions parse(String... words) {
        List<Path> data = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i];
            if (!NAMES.contains(name)) {
                throw new UsageException("unknown option " + name + ", expected one of "
                        + String.join(", ", NAMES.stream().sorted().toList()) + " and --help");
            }
            if (i + 1 == words.length || words[i + 1].isBlank() || words[i + 1].startsWith("--")) {
                throw new UsageException(name + " needs a value");
            }
            if (name.equals("--data")) {
                data.add(path(name, words[i + 1]));
            } else if (values.put(name, words[i + 1]) != null) {
                throw new UsageException(name + " was given twice");
            }
        }
        if (data.isEmpty()) {
            throw new UsageException("--data DIR is needed: a folder with train/good and test/<type>");
        }
        if (!values.containsKey("--out")) {
            throw new UsageException("--out FILE is needed: where the report is written");
        }
        return new AccuracyOptions(
                data,
                value(values, "--preset", AccuracyOptions::preset).orElse(PatchCorePreset.DEFAULT),
                value(values, "--backbone", text -> text)
                        .filter(text -> !text.equals(PACKAGED))
                        .map(text -> path("--backbone", text)),
                value(values, "--layers", text -> List.of(text.split(","))).orElse(List.of()),
                number(values, "--size", 32, 2_048),
                value(values, "--tiles", AccuracyOptions::tiling).orElse(Tiling.NONE),
                value(values, "--bank", AccuracyOptions::bank),
                number(values, "--ok-limit", 1, Integer.MAX_VALUE),
                value(values, "--seed", AccuracyOptions::seed).orElse(0L),
                number(values, "--threads", 1, 64)
                        .orElse(Math.min(8, Runtime.getRuntime().availableProcessors())),
                number(values, "--warm-up", 1, 1_000).orElse(1),
                path("--out", values.getOrDefault("--out", "")));
    }

    private static <T> Optional<T> value(Map<String, String> values, String name, Function<String, T> reader) {
        return Optional.ofNullable(values.get(name)).map(reader);
    }

    private static OptionalInt number(Map<String, String> values, String name, int least, int most) {
        String text = values.get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(name + " must be a whole number from " + least + " to " + most + ", but is " + text);
    }

    private static Tiling tiling(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return Tiling.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (IllegalArgumentException e) { // no numbers, or too many tiles
            throw new UsageException("--tiles must be columns,rows, but is " + text + ": " + e.getMessage());
        }
        throw new UsageException("--tiles must be columns,rows, but is " + text);
    }

    private static PatchCorePreset preset(String text) {
        return Stream.of(PatchCorePreset.values())
                .filter(preset -> nameOf(preset).equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("--preset must be one of "
                        + String.join(
                                ", ",
                                Stream.of(PatchCorePreset.values())
                                        .map(AccuracyOptions::nameOf)
                                        .toList())
                        + ", but is " + text));
    }

    /** As it is written on the command line and in a report. */
    static String nameOf(PatchCorePreset preset) {
        return preset.name().toLowerCase(Locale.ROOT);
    }

    private static BankSize bank(String text) {
        try {
            return text.contains(".")
                    ? BankSize.ratio(Double.parseDouble(text))
                    : BankSize.vectors(Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--bank must be a share above 0 up to 1.0, with a point, or a whole number of vectors"
                            + " from 1 to 1000000, but is " + text);
        }
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--seed must be a whole number, but is " + text);
        }
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is not the name of a file or folder: " + e.getMessage());
        }
    }
}
