package io.defectsdk.benchmarks.accuracy;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.benchmarks.input.Category;
import io.defectsdk.benchmarks.input.Category.TestPicture;
import io.defectsdk.benchmarks.input.MaskFile;
import io.defectsdk.benchmarks.metrics.ImageScores;
import io.defectsdk.benchmarks.metrics.Millis;
import io.defectsdk.benchmarks.metrics.PixelScores;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Teaches one category and inspects its test pictures in rounds: first to measure how well, last, warm, how fast. */
final class CategoryRun {
    private static final String PRODUCT = "category";

    /** The share of good pixels up to which AUPRO counts; MVTec's. */
    static final double AUPRO_LIMIT = 0.3;

    private final Category category;
    private final DefectSdk sdk;
    private final int warmUp;
    private final List<CategoryReport.PictureScore> scores = new ArrayList<>();
    private final ImageScores images = new ImageScores();
    private final PixelScores pixels = new PixelScores();
    private int good;
    private int rejected;
    private int defective;
    private int escaped;

    /**
     * A run that has not begun.
     *
     * @param sdk knows no product yet
     * @param warmUp rounds before the one that is timed, the one that measures accuracy among them; at least 1
     */
    CategoryRun(Category category, DefectSdk sdk, int warmUp) {
        this.category = category;
        this.sdk = sdk;
        this.warmUp = warmUp;
    }

    CategoryReport run(List<Path> okPictures, PatchCoreOptions options) {
        PhaseClock clock = new PhaseClock();
        long start = System.nanoTime();
        RecipeSummary recipe = teach(okPictures, options, clock);
        double fitSeconds = (System.nanoTime() - start) / 1e9;
        category.tests().forEach(test -> judge(test, recipe));
        for (int round = 1; round < warmUp; round++) {
            category.tests().forEach(this::time);
        }
        long[] nanos = category.tests().stream().mapToLong(this::time).toArray();
        return new CategoryReport(
                category.name(),
                orNull(images.auroc()),
                orNull(pixels.auroc()),
                orNull(pixels.aupro(AUPRO_LIMIT)),
                recipe.bank().vectors(),
                recipe.bank().dimension(),
                recipe.bank().coverRadius(),
                fitSeconds,
                clock.seconds(DeploymentPhase.CORESET),
                Millis.quantile(nanos, 0.5),
                Millis.quantile(nanos, 0.99),
                share(rejected, good),
                share(escaped, defective),
                recipe.calibration().falseRejectRate(),
                orNull(PeakMemory.mebibytes()),
                recipe.bank().okPictures(),
                good,
                defective,
                scores,
                recipe);
    }

    private RecipeSummary teach(List<Path> okPictures, PatchCoreOptions options, PhaseClock clock) {
        Actor engineer = Actor.vouched("accuracy", Role.ADMIN);
        sdk.catalog().addProduct(NewProduct.of(PRODUCT, category.name()), engineer);
        PatchCoreDeployment deployment = PatchCoreDeployment.of(
                        PRODUCT, okPictures.stream().map(Picture::of).toList())
                .with(options);
        return sdk.deployments()
                .deploy(deployment, engineer)
                .onProgress(clock)
                .join()
                .summary();
    }

    private void judge(TestPicture test, RecipeSummary recipe) {
        Inspection inspection = inspect(test);
        boolean ng = inspection.verdict() == Verdict.NG;
        images.add(inspection.anomalyScore(), test.defective());
        String name = test.type() + "/" + test.file().getFileName();
        scores.add(new CategoryReport.PictureScore(name, test.defective(), inspection.anomalyScore()));
        good += test.defective() ? 0 : 1;
        rejected += !test.defective() && ng ? 1 : 0;
        defective += test.defective() ? 1 : 0;
        escaped += test.defective() && !ng ? 1 : 0;
        if (category.masks()) {
            AnomalyMap map = inspection.anomalyMap();
            boolean[] mask = test.mask()
                    .map(file -> MaskFile.read(file, map.width(), map.height()))
                    .orElseGet(() -> new boolean[map.width() * map.height()]);
            SeenArea area = SeenArea.of(recipe.method(), map.width(), map.height());
            pixels.add(area.cut(map.toArray()), area.cut(mask), area.width(), area.height());
        }
    }

    private long time(TestPicture test) {
        long start = System.nanoTime();
        inspect(test).anomalyMap();
        return System.nanoTime() - start;
    }

    private Inspection inspect(TestPicture test) {
        return sdk.inspector().inspect(InspectionRequest.of(PRODUCT, Picture.of(test.file())));
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
