package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.BankIndex;
import io.defectsdk.core.internal.patchcore.BankSearch;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PictureStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Foretells a fit: embeds a few of its pictures and searches a bank of the size that is to come, made up of their patches.
 * Confined to one thread.
 */
final class FitForecaster {
    /** The first one measured is slower, because everything is used for the first time; it does not count. */
    private static final int MEASURED = 4;

    /** At most; the first half does not count, in which code is still being compiled. */
    private static final int SEARCHES = 30;

    private static final long SEARCH_NANOS = Duration.ofSeconds(1).toNanos();

    private final PictureEmbedding embedding;
    private final PatchCoreOptions options;
    private final FitMemory memory;
    private final BankIndex.Matrices matrices;
    private final Parallel parallel;

    FitForecaster(
            PictureEmbedding embedding,
            PatchCoreOptions options,
            FitMemory memory,
            BankIndex.Matrices matrices,
            Parallel parallel) {
        this.embedding = embedding;
        this.options = options;
        this.memory = memory;
        this.matrices = matrices;
        this.parallel = parallel;
    }

    /**
     * The forecast.
     *
     * @param okPictures each got when it is to be measured
     * @throws DeploymentException if there is none that can be read without using it up, or the fit would be refused
     */
    FitForecast of(List<Supplier<Picture>> okPictures) {
        @Nullable FitPlan plan = null;
        List<PatchGrid> grids = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        OkViewMaker views = new OkViewMaker(OkViewMaker.Seen.of(options), okPictures.size());
        long viewBytes = 0;
        long viewNanos = 0;
        for (int i = 0; i < okPictures.size() && grids.size() < MEASURED; i++) {
            Picture picture = okPictures.get(spread(i, okPictures.size())).get();
            if (picture instanceof PictureStream) {
                continue; // the fit needs it
            }
            long start = System.nanoTime();
            DecodedPicture decoded = embedding.decode(picture);
            PatchGrid grid = embedding.embed(decoded);
            long embedded = System.nanoTime();
            viewBytes = Math.max(viewBytes, views.of(i, decoded).jpeg().length);
            viewNanos = System.nanoTime() - embedded;
            nanos.add(embedded - start);
            grids.add(grid);
            if (plan == null) { // what does not fit is refused before more than one picture takes memory
                plan = FitPlan.of(okPictures.size(), grid, embedding.chooser(grid, options), memory);
            }
        }
        if (plan == null) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "a forecast reads some of the pictures, and the fit all of them, but streams can be read once: give files"
                            + " or bytes",
                    null);
        }
        long embed = median(nanos.subList(Math.min(1, nanos.size() - 1), nanos.size()));
        long search = search(grids, plan.vectors());
        return forecast(plan, grids.get(0), grids.size(), new Views(viewBytes, viewNanos), embed, search);
    }

    /** Neighbours in a list are alike; those that a stride apart are less so. Each index comes once. */
    private static int spread(int i, int count) {
        int stride = (count + MEASURED - 1) / MEASURED;
        int rows = (count + stride - 1) / stride;
        int index = i % rows * stride + i / rows;
        return Math.min(index, count - 1);
    }

    /**
     * What a view of a picture takes.
     *
     * @param bytes of the largest one
     * @param nanos of the last one
     */
    private record Views(long bytes, long nanos) {}

    private FitForecast forecast(FitPlan plan, PatchGrid first, int measured, Views views, long embed, long search) {
        // where patches are not kept, each picture is embedded once more to be scored
        long embeddings = plan.pictures() * (plan.kept() < plan.patches() ? 2L : 1L);
        long nanos = embeddings * embed + plan.pictures() * (views.nanos() + search);
        for (Duration phase : plan.expected(first, parallel.threads()).values()) {
            nanos += phase.toNanos();
        }
        return new FitForecast(
                plan.pictures(),
                plan.patches(),
                plan.kept(),
                plan.vectors(),
                plan.dimension(),
                plan.bankBytes(),
                FitMemory.peak(
                        first.count(), plan.kept(), plan.dimension(), plan.vectors(), plan.pictures() * views.bytes()),
                Duration.ofNanos(nanos),
                Duration.ofNanos(embed + search),
                measured,
                String.format(
                        Locale.ROOT,
                        "measured now: %.1f ms to read and embed a picture (median of %d of %d), %.1f ms to search %d vectors"
                                + " made of their patches and to draw the map, on %d threads; choosing the bank and"
                                + " cross-fitting: estimated from the number of patches and vectors and from the time of one"
                                + " distance on this machine",
                        embed / 1e6,
                        measured,
                        plan.pictures(),
                        search / 1e6,
                        plan.vectors(),
                        parallel.threads()));
    }

    private long search(List<PatchGrid> grids, int vectors) {
        BankSearch index = new BankSearch(bank(grids, vectors), matrices);
        PatchCoreSteps steps = new PatchCoreSteps(embedding.method());
        PatchGrid patches = grids.get(grids.size() - 1);
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        while (nanos.isEmpty() || (nanos.size() < SEARCHES && System.nanoTime() - begun < SEARCH_NANOS)) {
            long start = System.nanoTime();
            steps.scores(patches, index.nearest(patches, parallel), index.bank(), parallel);
            nanos.add(System.nanoTime() - start);
        }
        return median(nanos.subList(nanos.size() / 2, nanos.size()));
    }

    /** So many vectors near the patches, from all over the pictures: each time round a little farther from them, so that none are copies. */
    private static MemoryBank bank(List<PatchGrid> grids, int vectors) {
        int dimension = grids.get(0).dimension();
        int available = grids.get(0).count() * grids.size();
        float[] values = new float[vectors * dimension];
        for (int vector = 0; vector < vectors; vector++) {
            int patch = vectors < available ? (int) ((long) vector * available / vectors) : vector % available;
            float scale = 1 + 0.01f * (1 + vector / available);
            float[] from = grids.get(patch % grids.size()).values();
            int offset = patch / grids.size() * dimension;
            for (int d = 0; d < dimension; d++) {
                values[vector * dimension + d] = scale * from[offset + d];
            }
        }
        int sections = grids.get(0).shapes().size();
        int[] sizes = IntStream.range(0, sections)
                .map(section -> vectors * (section + 1) / sections - vectors * section / sections)
                .toArray();
        return new MemoryBank(dimension, values, new int[vectors], new int[vectors], sizes);
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }
}
