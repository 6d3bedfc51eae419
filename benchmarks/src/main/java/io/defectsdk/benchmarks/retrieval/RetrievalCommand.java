package io.defectsdk.benchmarks.retrieval;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.config.GuideOptions;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** See {@link RetrievalOptions#HELP}. */
public final class RetrievalCommand {
    private final PrintStream out;
    private final PrintStream errors;

    /** A command that writes its figures and its complaints to these. */
    public RetrievalCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * Runs it.
     *
     * @param words the command line behind the command's name
     * @return the exit code: 0 done, 1 failed on the way, 2 the options or the files are not right
     */
    public int run(String... words) {
        if (Arrays.asList(words).contains("--help")) {
            out.print(RetrievalOptions.HELP);
            return 0;
        }
        try {
            measure(RetrievalOptions.parse(words));
            return 0;
        } catch (UsageException e) {
            errors.println("retrieval: " + e.getMessage() + " (--help shows the options)");
            return 2;
        } catch (DefectSdkException | UncheckedIOException e) {
            errors.println("retrieval: " + e.getMessage());
            return 1;
        }
    }

    private void measure(RetrievalOptions options) {
        requireFolder("--out", options.out());
        requireFolder("--evidence", options.evidence());
        // all files first: nobody wants to learn of a wrong one minutes later
        Mapping mapping = Mapping.read(options.mapping());
        QueryFile queries = QueryFile.read(options.queries());
        try (InMemoryStores stores = new InMemoryStores();
                // guides are timed as they are made, not as they are remembered
                DefectSdk sdk = DefectSdk.builder()
                        .stores(stores)
                        .models(RetrievalRun.store(options))
                        .guides(GuideOptions.defaults().cachedGuides(0))
                        .build()) {
            RetrievalReport report = new RetrievalRun(sdk, stores, options, mapping).run(queries);
            out.print(report.table());
            options.out().ifPresent(report::write);
        }
    }

    private static void requireFolder(String name, Optional<Path> file) {
        file.map(path -> path.toAbsolutePath().getParent()).ifPresent(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new UsageException(name + " lies in " + folder + ", which does not exist");
            }
        });
    }
}
