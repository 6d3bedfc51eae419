package io.defectsdk.benchmarks.calibration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.DefectSdkException;
import io.defectsdk.benchmarks.BenchmarkModels;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.CoresetFolds;
import io.defectsdk.core.internal.patchcore.CrossFit;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** See {@link CalibrationOptions#HELP}. */
public final class CalibrationCommand {
    private final PrintStream out;
    private final PrintStream errors;

    /** A command that writes its table and its complaints to these. */
    public CalibrationCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * What was asked for.
     *
     * @param data folders
     * @param splits of each
     * @param okLimit 0: as many as train/good holds
     * @param bank vectors
     * @param folds of the cross-fitting
     * @param seed draws the splits
     */
    record Settings(List<String> data, int splits, int okLimit, int bank, int folds, long seed) {}

    /**
     * One category.
     *
     * @param category its name
     * @param taught pictures taught in each split
     * @param unseen pictures counted in each split
     * @param splits how many
     * @param rates for each rate asked for
     */
    record Row(String category, int taught, int unseen, int splits, List<Coverage.Figures> rates) {}

    /** The report. */
    record Report(Settings settings, List<Row> categories) {}

    /**
     * Runs it.
     *
     * @param words the command line behind the command's name
     * @return the exit code: 0 done, 1 failed on the way, 2 the options or the folders are not right
     */
    public int run(String... words) {
        if (Arrays.asList(words).contains("--help")) {
            out.print(CalibrationOptions.HELP);
            return 0;
        }
        try {
            measure(CalibrationOptions.parse(words));
            return 0;
        } catch (IllegalArgumentException e) {
            errors.println("calibration: " + e.getMessage() + " (--help shows the options)");
            return 2;
        } catch (DefectSdkException | UncheckedIOException e) {
            errors.println("calibration: " + e.getMessage());
            return 1;
        }
    }

    private void measure(CalibrationOptions options) {
        options.data().forEach(GoodPictures::require);
        List<Row> rows = new ArrayList<>();
        try (Models models = BenchmarkModels.open("", options.threads());
                Parallel parallel = new Parallel(options.threads())) {
            FeatureExtractor extractor = models.backbone(models.defaultBackbone());
            PatchCoreSteps steps = new PatchCoreSteps(new PatchCoreMethod(
                    extractor.backbone().id(),
                    extractor.backbone().sha256(),
                    extractor.backbone().defaultLayers(),
                    PatchCorePreset.DEFAULT.inputSizes(),
                    Tiling.NONE,
                    Preprocessing.NONE,
                    0,
                    PatchCorePreset.DEFAULT.embedding(),
                    PatchCorePreset.DEFAULT.map(),
                    PatchCorePreset.DEFAULT.score(),
                    InspectionScope.EVERYTHING));
            out.println("category              taught unseen splits   asked expected     got   95 % interval   held"
                    + "   by tail: expected     got");
            for (Path folder : options.data()) {
                GoodPictures pictures = GoodPictures.read(folder, extractor, steps);
                BankChooser chooser = new BankChooser(
                        pictures.patches().get(0).shapes(),
                        patch -> true,
                        BankSize.vectors(options.bank()),
                        options.seed());
                CoresetFolds.Settings settings =
                        new CoresetFolds.Settings(chooser, steps, models::integerMatrix, parallel);
                Row row = measure(pictures, options, settings);
                rows.add(row);
                print(row);
                write(options, rows); // hours may pass until the last one
            }
        }
    }

    private static Row measure(GoodPictures pictures, CalibrationOptions options, CoresetFolds.Settings settings) {
        int taught = options.okLimit() == 0 ? pictures.train() : Math.min(options.okLimit(), pictures.train());
        Splits splits = new Splits(pictures, taught, settings);
        for (int split = 0; split < options.splits(); split++) {
            splits.add(options.seed() + split);
        }
        return new Row(
                pictures.category(), taught, pictures.patches().size() - taught, options.splits(), splits.figures());
    }

    private void print(Row row) {
        for (Coverage.Figures rate : row.rates()) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %5d %6d %6d  %5.1f %%  %5.2f %%  %5.2f %%  %5.2f – %5.2f %%  %4.0f %%       %5.2f %%  %5.2f %%%n",
                    row.category(),
                    row.taught(),
                    row.unseen(),
                    row.splits(),
                    100 * rate.asked(),
                    100 * rate.expected(),
                    100 * rate.got(),
                    100 * rate.low(),
                    100 * rate.high(),
                    100 * rate.withinHigh(),
                    100 * rate.tailExpected(),
                    100 * rate.tailGot());
        }
    }

    private static void write(CalibrationOptions options, List<Row> rows) {
        Settings settings = new Settings(
                options.data().stream().map(Path::toString).toList(),
                options.splits(),
                options.okLimit(),
                options.bank(),
                CrossFit.FOLDS,
                options.seed());
        try {
            Files.write(
                    options.out(),
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(new Report(settings, rows)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + options.out(), e);
        }
    }
}
