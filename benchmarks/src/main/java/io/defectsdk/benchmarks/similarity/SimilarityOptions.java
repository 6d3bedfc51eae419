package io.defectsdk.benchmarks.similarity;

import io.defectsdk.benchmarks.input.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param gallery registered pictures, a folder a type; given with {@code query} or not at all
 * @param query pictures to search for, a folder a type
 * @param regions folders of categories with masks
 * @param parts which pictures show the same part
 * @param encoder a model file or an encoder's id; empty: the packaged backbone's pooled features
 * @param models model directory; empty: the packaged models
 * @param splits random splits of each category
 * @param seed draws the splits
 * @param threads of one search
 * @param out the report
 */
record SimilarityOptions(
        Optional<Path> gallery,
        Optional<Path> query,
        List<Path> regions,
        Optional<Path> parts,
        Optional<String> encoder,
        Optional<Path> models,
        int splits,
        long seed,
        int threads,
        Optional<Path> out) {
    static final String HELP = """
            Usage: java -jar benchmarks.jar similarity --gallery DIR --query DIR [--out report.json] [options]
                   java -jar benchmarks.jar similarity --regions DIR [--regions DIR ...] [--out report.json] [options]

            Registers the gallery's pictures as known defects, makes a similarity index of them, searches for each query
            picture as a whole, and compares the types of what is found with its own; then leaves each type out of the
            index in turn and counts which of its pictures are called unknown.

            With --regions: registers half of a category's defect pictures of each type, with the regions of their masks,
            and searches for the other half as wholes and by the regions that an inspection finds, on random splits.

              --gallery DIR    known defects, one folder of pictures a type, at most 1000 pictures
              --query DIR      pictures to search for, the same
              --regions DIR    a category: DIR/train/good, DIR/test/<defect> and
                               DIR/ground_truth/<defect>/<name>_mask.png; may be given several times
              --parts FILE     which of their pictures show the same part, a line '<defect>/<file name>,<part>' each:
                               those are kept on one side of a split
              --out FILE       the report (JSON)
              --encoder NAME   a model file of a backbone with its manifest.json beside it, or the id of a backbone or an
                               encoder; default: packaged, the packaged backbone's pooled features
              --models DIR     a model directory for an encoder's id; default: the packaged models
              --splits N       random splits of each category; default: 20
              --seed N         draws them; default: 0
              --threads N      threads of one search; default: the machine's processors, 8 at most
              --help           show this

            Exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right.
            """;

    private static final String PACKAGED = "packaged";
    private static final Set<String> NAMES = Set.of(
            "--gallery",
            "--query",
            "--regions",
            "--parts",
            "--encoder",
            "--models",
            "--splits",
            "--seed",
            "--threads",
            "--out");

    SimilarityOptions {
        regions = List.copyOf(regions);
    }

    /** Reads the words behind the command's name; {@code --help} is not among them. */
    static SimilarityOptions parse(String... words) {
        List<Path> regions = new ArrayList<>();
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
            if (name.equals("--regions")) {
                regions.add(path(name, words[i + 1]));
            } else if (values.put(name, words[i + 1]) != null) {
                throw new UsageException(name + " was given twice");
            }
        }
        if (values.containsKey("--gallery") != values.containsKey("--query")) {
            throw new UsageException("--gallery DIR and --query DIR go together");
        }
        if (!values.containsKey("--gallery") && regions.isEmpty()) {
            throw new UsageException("--gallery DIR and --query DIR, or --regions DIR are needed");
        }
        return new SimilarityOptions(
                path(values, "--gallery"),
                path(values, "--query"),
                regions,
                path(values, "--parts"),
                Optional.ofNullable(values.get("--encoder")).filter(text -> !text.equals(PACKAGED)),
                path(values, "--models"),
                (int) number(values, "--splits", 20, 5, 10_000),
                number(values, "--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) number(
                        values, "--threads", Math.min(8, Runtime.getRuntime().availableProcessors()), 1, 64),
                path(values, "--out"));
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
        throw new UsageException(name + " must be a whole number from " + least + " to " + most + ", but is " + text);
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(text -> path(name, text));
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is not the name of a file or folder: " + e.getMessage());
        }
    }
}
