package io.defectsdk.benchmarks.retrieval;

import io.defectsdk.benchmarks.input.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param manuals folder of manuals
 * @param mapping products and their defect types
 * @param queries what is searched for, and what should be found
 * @param encoder id of an encoder of sentences; empty: the default one
 * @param models model directory; empty: the packaged models
 * @param evidence where to write what speaks for each answer, to learn from
 * @param out the report
 */
record RetrievalOptions(
        Path manuals,
        Path mapping,
        Path queries,
        Optional<String> encoder,
        Optional<Path> models,
        Optional<Path> evidence,
        Optional<Path> out) {
    static final String HELP = """
            Usage: java -jar benchmarks.jar retrieval --manuals DIR --mapping FILE --queries FILE [--out report.json]

            Registers the manuals, makes an index of each product's, and counts how often a passage about the right defect
            type of the right product comes first, or among the first three, with the product known and without; and how
            often it is said rightly, and wrongly, that the manuals hold no answer. Then times search and guides.

              --manuals DIR    PDF and DOCX files; each belongs to the product whose code begins its name
              --mapping FILE   products and defect types: {"products":{"prod1":{"name_ko":"..","defects":{"hole":
                               {"en":"hole","ko":"..","full_name_ko":".."}}}}}
              --queries FILE   {"queries":[{"id":"q1","lang":"ko","type":"symptom","query":"..","product":"prod1",
                               "gold":"prod1/hole"}]}, gold null where the manuals hold no answer
              --out FILE       the report (JSON)
              --encoder ID     an encoder of sentences; default: the default one, as a rule the packaged one
              --models DIR     a model directory; default: the packaged models
              --evidence FILE  writes a line a query and mode: what speaks for the answer, and whether it is right (CSV)
              --help           show this

            Exit code: 0 done, 1 failed on the way, 2 the options or the files are not right.
            """;

    private static final Set<String> NAMES =
            Set.of("--manuals", "--mapping", "--queries", "--encoder", "--models", "--evidence", "--out");

    /** Reads the words behind the command's name; {@code --help} is not among them. */
    static RetrievalOptions parse(String... words) {
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
            if (values.put(name, words[i + 1]) != null) {
                throw new UsageException(name + " was given twice");
            }
        }
        return new RetrievalOptions(
                needed(values, "--manuals"),
                needed(values, "--mapping"),
                needed(values, "--queries"),
                Optional.ofNullable(values.get("--encoder")),
                path(values, "--models"),
                path(values, "--evidence"),
                path(values, "--out"));
    }

    private static Path needed(Map<String, String> values, String name) {
        return path(values, name).orElseThrow(() -> new UsageException(name + " is needed"));
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        try {
            return Optional.ofNullable(values.get(name)).map(Path::of);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is not the name of a file or folder: " + e.getMessage());
        }
    }
}
