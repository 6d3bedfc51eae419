package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.Calibrator;
import io.defectsdk.core.internal.patchcore.GreedyCoreset;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchEmbedder;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.ScoreMap;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Preprocessor;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a recipe from OK pictures: embeddings, coreset, calibration. Confined to one thread. */
final class PatchCoreFit {
    private static final Logger LOG = LoggerFactory.getLogger(PatchCoreFit.class);

    /** Pictures that a failure names; a catalogue may hold thousands without a file. */
    private static final int MAX_NAMED = 20;

    /** Share of the heap that a fit may take. */
    private static final double HEAP_SHARE = 0.6;

    /** As chosen, as searched, as taken out of that again, and as the recipe's bytes. */
    private static final int BANK_COPIES = 4;

    /** A recipe is one array of bytes, with a header. */
    private static final long MAX_BANK_BYTES = 1L << 30;

    private final String productCode;
    private final List<Supplier<Picture>> okPictures;
    private final PatchCoreOptions options;
    private final FeatureExtractor extractor;
    private final PictureDecoder decoder;
    private final Parallel parallel;
    private final ProgressReporter progress;

    /**
     * A fit that has not begun.
     *
     * @param okPictures each got when its turn comes
     * @param options thresholds and preprocessing are set
     */
    PatchCoreFit(
            String productCode,
            List<Supplier<Picture>> okPictures,
            PatchCoreOptions options,
            FeatureExtractor extractor,
            PictureDecoder decoder,
            Parallel parallel,
            ProgressReporter progress) {
        this.productCode = productCode;
        this.okPictures = okPictures;
        this.options = options;
        this.extractor = extractor;
        this.decoder = decoder;
        this.parallel = parallel;
        this.progress = progress;
    }

    Recipe run() {
        List<String> layers = options.layers().isEmpty() ? extractor.backbone().defaultLayers() : options.layers();
        List<String> hashes = new ArrayList<>();
        List<PatchGrid> pictures = embed(layers, hashes);
        PatchGrid shape = pictures.get(0);
        int patches = pictures.size() * shape.count();
        GreedyCoreset.Coreset coreset = choose(pictures, options.bankSize().of(patches));
        Calibration calibration = calibrate(pictures, coreset.bank());
        RecipeSummary summary = new RecipeSummary(
                new PatchCoreMethod(
                        extractor.backbone().id(),
                        extractor.backbone().sha256(),
                        layers,
                        options.inputSize(),
                        preprocessing()),
                new BankSummary(
                        pictures.size(), patches, coreset.bank().count(), shape.dimension(), coreset.coverRadius()),
                calibration,
                options.imageThreshold().orElseThrow(),
                options.pixelThreshold().orElseThrow());
        return new Recipe(productCode, options.seed(), hashes, summary, coreset.bank());
    }

    private Preprocessing preprocessing() {
        return options.preprocessing().orElseThrow();
    }

    private List<PatchGrid> embed(List<String> layers, List<String> hashes) {
        List<PatchGrid> embedded = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int total = okPictures.size();
        int looked = 0;
        for (Supplier<Picture> okPicture : okPictures) {
            progress.report(DeploymentPhase.EMBEDDING, looked++, total);
            try {
                Picture picture = okPicture.get();
                DecodedPicture decoded = decoder.decode(picture);
                if (!unreadable.isEmpty()) {
                    continue; // the run has failed; what is left is to find out which other pictures are bad
                }
                if (hashes.contains(decoded.sha256())) {
                    // its twin's vectors would give it a score of 0, and thresholds would sink unseen
                    LOG.warn("{} is left out: the same picture was given before", picture);
                    continue;
                }
                hashes.add(decoded.sha256());
                PixelImage seen = Preprocessor.apply(preprocessing(), decoded.pixels());
                embedded.add(PatchEmbedder.embed(extractor.extract(seen, options.inputSize(), layers)));
                PatchGrid first = embedded.get(0);
                requireMemory(
                        (long) first.count() * total,
                        first.dimension(),
                        options.bankSize(),
                        Runtime.getRuntime().maxMemory());
            } catch (PictureException | StorageException e) {
                if (e.code() == ErrorCode.STORAGE_FAILED) {
                    throw e; // it would fail for each picture
                }
                // all of them in one message: nobody wants to mend one picture a run
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        if (!unreadable.isEmpty()) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    unreadable.size() + " of " + total + " OK pictures cannot be used; mend or leave out: "
                            + String.join("; ", unreadable.subList(0, Math.min(MAX_NAMED, unreadable.size())))
                            + (unreadable.size() > MAX_NAMED
                                    ? "; and " + (unreadable.size() - MAX_NAMED) + " more"
                                    : ""),
                    null);
        }
        if (embedded.size() < PatchCoreDeployment.MINIMUM_PICTURES) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "PatchCore needs at least " + PatchCoreDeployment.MINIMUM_PICTURES
                            + " different OK pictures, but only " + embedded.size() + " of " + total
                            + " differ; the others are copies",
                    null);
        }
        progress.report(DeploymentPhase.EMBEDDING, total, total);
        return embedded;
    }

    /**
     * Refuses a fit that could not end well, once it is known how large an embedding is.
     *
     * @param patches of all pictures
     */
    static void requireMemory(long patches, int dimension, BankSize bankSize, long heap) {
        long vector = (long) dimension * Float.BYTES;
        if (patches > Integer.MAX_VALUE) {
            throw refused("the pictures have " + patches + " patches, but a fit takes at most " + Integer.MAX_VALUE
                    + ": give fewer pictures or a smaller input size");
        }
        long bank = bankSize.of((int) patches) * vector;
        if (bank > MAX_BANK_BYTES) {
            throw refused("the memory bank would take " + (bank >> 20) + " MB, but a recipe holds at most "
                    + (MAX_BANK_BYTES >> 20) + ": ask for a smaller bank");
        }
        long needed = patches * vector + BANK_COPIES * bank;
        long allowed = (long) (heap * HEAP_SHARE);
        if (needed > allowed) {
            throw refused("embeddings and memory bank need " + (needed >> 20) + " MB, but a fit may take "
                    + (allowed >> 20)
                    + " MB of this JVM's heap: give fewer pictures, a smaller bank or input size, or a"
                    + " larger heap (-Xmx)");
        }
    }

    private static DeploymentException refused(String message) {
        return new DeploymentException(ErrorCode.DEPLOYMENT_FAILED, message, null);
    }

    private GreedyCoreset.Coreset choose(List<PatchGrid> pictures, int size) {
        progress.report(DeploymentPhase.CORESET, 0, size);
        return GreedyCoreset.choose(pictures, size, options.seed(), parallel, chosen -> {
            if (chosen % 32 == 0 || chosen == size) {
                progress.report(DeploymentPhase.CORESET, chosen, size);
            }
        });
    }

    private Calibration calibrate(List<PatchGrid> pictures, MemoryBank bank) {
        float[] scores = new float[pictures.size()];
        for (int i = 0; i < scores.length; i++) {
            progress.report(DeploymentPhase.CALIBRATION, i, scores.length);
            PatchGrid patches = pictures.get(i);
            float[] distances = bank.nearest(patches, i, parallel);
            scores[i] = ScoreMap.of(distances, patches.height(), patches.width(), options.inputSize())
                    .max();
        }
        requireFinite(scores);
        progress.report(DeploymentPhase.CALIBRATION, scores.length, scores.length);
        return Calibrator.calibrate(scores, options.falseRejectRate(), options.reviewRate());
    }

    /** With few vectors, all of them may come from one picture, and nothing is left to score that one against. */
    private static void requireFinite(float[] scores) {
        for (float score : scores) {
            if (!Float.isFinite(score)) {
                throw new DeploymentException(
                        ErrorCode.DEPLOYMENT_FAILED,
                        "every vector of the memory bank comes from one picture, so that no threshold can be found:"
                                + " give a larger bank or pictures that differ more",
                        null);
            }
        }
    }
}
