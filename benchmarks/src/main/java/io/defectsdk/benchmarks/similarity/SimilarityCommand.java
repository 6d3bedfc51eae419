package io.defectsdk.benchmarks.similarity;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.benchmarks.BenchmarkModels;
import io.defectsdk.benchmarks.input.Category;
import io.defectsdk.benchmarks.input.Category.TestPicture;
import io.defectsdk.benchmarks.input.LabelledPicture;
import io.defectsdk.benchmarks.input.ModelFolder;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.config.ModelStore;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.spi.Models;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
            measure(
                    options,
                    options.models().map(ModelStore::directory).orElse(ModelStore.packaged()),
                    options.encoder());
            return;
        }
        try (ModelFolder model = ModelFolder.of("--encoder", file.get())) {
            measure(options, model.store(), Optional.of(model.id()));
        }
    }

    private void measure(SimilarityOptions options, ModelStore models, Optional<String> encoder) {
        List<LabelledPicture> gallery = options.gallery()
                .map(folder -> LabelledPicture.read("--gallery", folder))
                .orElse(List.of());
        List<LabelledPicture> queries = options.query()
                .map(folder -> LabelledPicture.read("--query", folder))
                .orElse(List.of());
        // all folders first: nobody wants to learn of a wrong one minutes later
        List<Category> categories =
                options.regions().stream().map(SimilarityCommand::category).toList();
        Map<String, String> parts =
                options.parts().map(SimilarityCommand::parts).orElse(Map.of());
        GalleryReport wholes = null;
        if (!gallery.isEmpty()) {
            try (DefectSdk sdk = sdk(options, models)) {
                wholes = new GalleryRun(sdk, encoder, gallery, queries).run();
                out.print(wholes.table());
            }
        }
        List<RegionReport> regions = new ArrayList<>();
        for (Category category : categories) {
            RegionReport report = byRegion(category, parts, options, models, encoder);
            out.print(report.table());
            regions.add(report);
        }
        SimilarityReport report = new SimilarityReport(SimilarityReport.settings(options), wholes, regions);
        options.out().ifPresent(report::write);
    }

    private static Map<String, String> parts(Path file) {
        Map<String, String> parts = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int comma = line.lastIndexOf(',');
                if (comma < 1) {
                    throw new UsageException(
                            "--parts " + file + " must hold lines '<defect>/<file name>,<part>', but one is: " + line);
                }
                parts.put(
                        line.substring(0, comma).strip(),
                        line.substring(comma + 1).strip());
            }
        } catch (IOException e) {
            throw new UsageException("--parts " + file + " cannot be read: " + e.getMessage());
        }
        return parts;
    }

    private static DefectSdk sdk(SimilarityOptions options, ModelStore models) {
        return DefectSdk.builder()
                .stores(new InMemoryStores())
                .models(models)
                .threads(options.threads())
                .build();
    }

    private static Category category(Path folder) {
        Category category = Category.read(folder);
        Map<String, Long> types = category.tests().stream()
                .filter(TestPicture::defective)
                .collect(Collectors.groupingBy(TestPicture::type, TreeMap::new, Collectors.counting()));
        if (!category.masks() || types.size() < 2 || types.values().stream().anyMatch(count -> count < 2)) {
            throw new UsageException("--regions " + folder + " must have masks in ground_truth and at least 2 types of"
                    + " defects with at least 2 pictures each, but has " + (category.masks() ? "" : "no masks and ")
                    + types);
        }
        return category;
    }

    private static RegionReport byRegion(
            Category category,
            Map<String, String> parts,
            SimilarityOptions options,
            ModelStore store,
            Optional<String> encoder) {
        try (DefectSdk sdk = sdk(options, store);
                Models models = BenchmarkModels.open(store, options.threads());
                Parallel parallel = new Parallel(options.threads())) {
            SpaceEncoder chosen = BenchmarkModels.encoder(models, encoder);
            EmbeddedCategory embedded = EmbeddedCategory.of(category, sdk, chosen, parts);
            return new RegionRun(embedded, chosen, parallel).run(options.splits(), options.seed());
        }
    }
}
