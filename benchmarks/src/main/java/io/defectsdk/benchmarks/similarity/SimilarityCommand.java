package io.defectsdk.benchmarks.similarity;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.benchmarks.input.LabelledPicture;
import io.defectsdk.benchmarks.input.ModelFolder;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.config.ModelStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** See {@link SimilarityOptions#HELP}. */
public final class SimilarityCommand {
    private final PrintStream out;
    private final PrintStream errors;

    /** A command that writes its figures and its complaints to these. */
    public SimilarityCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * Runs it.
     *
     * @param words the command line behind the command's name
     * @return the exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right
     */
    public int run(String... words) {
        if (Arrays.asList(words).contains("--help")) {
            out.print(SimilarityOptions.HELP);
            return 0;
        }
        try {
            measure(SimilarityOptions.parse(words));
            return 0;
        } catch (UsageException e) {
            errors.println("similarity: " + e.getMessage() + " (--help shows the options)");
            return 2;
        } catch (DefectSdkException | UncheckedIOException e) {
            errors.println("similarity: " + e.getMessage());
            return 1;
        }
    }

    private void measure(SimilarityOptions options) {
        options.out().map(file -> file.toAbsolutePath().getParent()).ifPresent(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new UsageException("--out lies in " + folder + ", which does not exist");
            }
        });
        Optional<Path> file = options.encoder().map(Path::of).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            ModelStore store = options.models().map(ModelStore::directory).orElse(ModelStore.packaged());
            measure(options, store, options.encoder());
            return;
        }
        try (ModelFolder model = ModelFolder.of("--encoder", file.get())) {
            measure(options, model.store(), Optional.of(model.id()));
        }
    }

    private void measure(SimilarityOptions options, ModelStore models, Optional<String> encoder) {
        List<LabelledPicture> gallery = LabelledPicture.read("--gallery", options.gallery());
        List<LabelledPicture> queries = LabelledPicture.read("--query", options.query());
        try (DefectSdk sdk = DefectSdk.builder()
                .stores(new InMemoryStores())
                .models(models)
                .threads(options.threads())
                .build()) {
            GalleryReport report = new GalleryRun(sdk, encoder, gallery, queries).run();
            out.print(report.table());
            options.out().ifPresent(to -> new SimilarityReport(SimilarityReport.settings(options), report).write(to));
        }
    }
}
