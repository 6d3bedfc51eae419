package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.benchmarks.accuracy.AccuracyReport.Settings;
import io.defectsdk.benchmarks.input.Category;
import io.defectsdk.benchmarks.input.ModelFolder;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.config.ModelStore;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link AccuracyOptions#HELP}. */
public final class AccuracyCommand {
    private final PrintStream out;
    private final PrintStream errors;

    /** A command that writes its table and its complaints to these. */
    public AccuracyCommand(PrintStream out, PrintStream errors) {
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
            out.print(AccuracyOptions.HELP);
            return 0;
        }
        try {
            measure(AccuracyOptions.parse(words));
            return 0;
        } catch (UsageException e) {
            errors.println("accuracy: " + e.getMessage() + " (--help shows the options)");
            return 2;
        } catch (DefectSdkException | UncheckedIOException e) {
            errors.println("accuracy: " + e.getMessage());
            return 1;
        }
    }

    private void measure(AccuracyOptions options) {
        Path folder = options.out().toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("--out " + options.out() + " lies in a folder that does not exist");
        }
        // all folders first: nobody wants to learn of a wrong one an hour later
        List<Category> categories = options.data().stream().map(Category::read).toList();
        for (Category category : categories) {
            int pictures = OkDraw.draw(
                            category.okPictures(), options.okLimit().orElse(Integer.MAX_VALUE), options.seed())
                    .size();
            if (pictures < PatchCoreDeployment.MINIMUM_PICTURES) {
                throw new UsageException("the category " + category.name() + " would be taught with " + pictures
                        + " OK pictures, but needs at least " + PatchCoreDeployment.MINIMUM_PICTURES);
            }
        }
        if (options.backbone().isEmpty()) {
            measure(options, categories, patchCore(options, null), ModelStore.packaged());
            return;
        }
        try (ModelFolder model = ModelFolder.of("--backbone", options.backbone().get())) {
            measure(options, categories, patchCore(options, model.id()), model.store());
        }
    }

    private static PatchCoreOptions patchCore(AccuracyOptions options, @Nullable String backbone) {
        PatchCoreOptions.Builder builder =
                PatchCoreOptions.builder().preset(options.preset()).seed(options.seed());
        if (backbone != null) {
            builder.backbone(backbone);
        }
        if (!options.layers().isEmpty()) {
            builder.layers(options.layers());
        }
        options.size().ifPresent(builder::inputSize);
        builder.tiling(options.tiling());
        options.bank().ifPresent(builder::bankSize);
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void measure(
            AccuracyOptions options, List<Category> categories, PatchCoreOptions patchCore, ModelStore models) {
        List<CategoryReport> reports = new ArrayList<>();
        for (Category category : categories) {
            try (DefectSdk sdk = DefectSdk.builder()
                    .stores(new InMemoryStores())
                    .models(models)
                    .threads(options.threads())
                    .build()) {
                List<Path> okPictures =
                        OkDraw.draw(category.okPictures(), options.okLimit().orElse(Integer.MAX_VALUE), options.seed());
                reports.add(new CategoryRun(category, sdk, options.warmUp()).run(okPictures, patchCore));
            }
        }
        AccuracyReport report = new AccuracyReport(settings(options, patchCore), reports);
        report.write(options.out());
        out.print(report.table());
    }

    private static Settings settings(AccuracyOptions options, PatchCoreOptions patchCore) {
        return new Settings(
                options.data().stream().map(Path::toString).toList(),
                AccuracyOptions.nameOf(options.preset()),
                options.backbone().map(Path::toString).orElse("packaged"),
                options.layers(),
                patchCore.inputSizes(),
                List.of(patchCore.tiling().columns(), patchCore.tiling().rows()),
                bank(patchCore.bankSize()),
                options.okLimit().isPresent() ? options.okLimit().getAsInt() : null,
                options.seed(),
                options.threads(),
                options.warmUp(),
                CategoryRun.AUPRO_LIMIT,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
    }

    private static Object bank(BankSize size) {
        if (size instanceof BankSize.Ratio ratio) {
            return ratio.value();
        }
        return size instanceof BankSize.Vectors vectors ? vectors.count() : size.toString();
    }
}
