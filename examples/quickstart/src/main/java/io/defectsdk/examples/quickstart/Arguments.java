package io.defectsdk.examples.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param out folder of the report
 * @param data folder of real pictures; empty: the simulated line
 * @param product code of the product; empty: from the name of the data folder
 * @param keep folder in which the database lasts; empty: it is gone at the end
 * @param teach whether to teach although there is a recipe
 * @param help whether only to show {@link #HELP}
 */
record Arguments(
        Path out, Optional<Path> data, Optional<String> product, Optional<Path> keep, boolean teach, boolean help) {
    static final String HELP = """
            Usage: java -jar quickstart.jar [options]

            Starts PostgreSQL, teaches a product from OK pictures, inspects parts and writes a report.

              --data DIR      inspect your own pictures: DIR/train/good holds the OK pictures to learn
                              from (8 at least), DIR/test/good and DIR/test/<defect> those to inspect.
                              DIR/known/<defect>, where it is there, holds known defects to compare
                              with, and DIR/manuals what to do about them (PDF, DOCX). Without --data
                              a simulated line makes the pictures, and a manual of ours comes along.
              --product CODE  code of the product with --data; default: the name of DIR
              --out DIR       folder of the report and the overlays; default: quickstart-report
              --keep DIR      keep the database in DIR; the next run finds its product and recipe there
              --teach         teach again although there is a recipe
              --help          show this

            Exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right.
            """;

    private static final Set<String> SWITCHES = Set.of("--teach", "--help");
    private static final Set<String> OPTIONS = Set.of("--data", "--product", "--out", "--keep");

    static Arguments parse(String... words) {
        Set<String> switches = new HashSet<>();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            if (SWITCHES.contains(name) && equals < 0) {
                switches.add(name);
            } else if (OPTIONS.contains(name)) {
                String value = equals < 0 ? following(words, i++) : words[i].substring(equals + 1);
                if (value.isBlank()) {
                    throw QuickstartException.usage(name + " needs a value");
                }
                if (values.put(name, value) != null) {
                    throw QuickstartException.usage(name + " was given twice");
                }
            } else {
                throw QuickstartException.usage("unknown option " + words[i]);
            }
        }
        if (values.containsKey("--product") && !values.containsKey("--data")) {
            throw QuickstartException.usage("--product goes with --data: the simulated line has a product of its own");
        }
        return new Arguments(
                folder(values, "--out").orElse(Path.of("quickstart-report")),
                folder(values, "--data"),
                Optional.ofNullable(values.get("--product")),
                folder(values, "--keep"),
                switches.contains("--teach"),
                switches.contains("--help"));
    }

    /** The word after this one, unless it is an option itself. */
    private static String following(String[] words, int i) {
        return i + 1 < words.length && !words[i + 1].startsWith("--") ? words[i + 1] : "";
    }

    private static Optional<Path> folder(Map<String, String> values, String name) {
        try {
            return Optional.ofNullable(values.get(name)).map(Path::of);
        } catch (InvalidPathException e) {
            throw QuickstartException.usage(name + " is not the name of a folder: " + e.getMessage());
        }
    }
}
