package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.recipe.OkView;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PictureStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and embeds the OK pictures of a fit, each once, and finds out which cannot be used. Confined to one thread. */
final class PictureReading {
    private static final Logger LOG = LoggerFactory.getLogger(PictureReading.class);

    /** Pictures that a failure names; a catalogue may hold thousands without a file. */
    private static final int MAX_NAMED = 20;

    private final List<Supplier<Picture>> okPictures;
    private final PictureEmbedding embedding;
    private final FitMemory memory;
    private final PatchCoreOptions options;
    private final ProgressReporter progress;
    private final Consumer<PatchGrid> first;

    private final OkViewMaker viewMaker;
    private final Map<String, Supplier<Picture>> different = new LinkedHashMap<>();
    private final List<OkView> views = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private @Nullable PatchReservoir patches;
    private @Nullable BankChooser chooser;
    private @Nullable Picture readOnce;

    /**
     * A reading that has not begun.
     *
     * @param okPictures each got when its turn comes
     * @param options whose seed chooses the sample where the patches do not fit the memory
     * @param first told the first picture's patches
     */
    PictureReading(
            List<Supplier<Picture>> okPictures,
            PictureEmbedding embedding,
            FitMemory memory,
            PatchCoreOptions options,
            ProgressReporter progress,
            Consumer<PatchGrid> first) {
        this.okPictures = okPictures;
        this.embedding = embedding;
        this.memory = memory;
        this.options = options;
        this.progress = progress;
        this.first = first;
        this.viewMaker = new OkViewMaker(OkViewMaker.Seen.of(options), okPictures.size());
    }

    EmbeddedPictures read() {
        int total = okPictures.size();
        int looked = 0;
        for (Supplier<Picture> okPicture : okPictures) {
            progress.report(DeploymentPhase.EMBEDDING, looked++, total);
            try {
                take(okPicture);
            } catch (PictureException | StorageException e) {
                if (e.code() == ErrorCode.STORAGE_FAILED) {
                    throw e; // it would fail for each picture
                }
                // all of them in one message: nobody wants to mend one picture a run
                unusable.add(String.valueOf(e.getMessage()));
            }
        }
        if (!unusable.isEmpty()) {
            throw unusable("OK pictures", unusable, total);
        }
        if (patches == null || chooser == null || different.size() < PatchCoreDeployment.MINIMUM_PICTURES) {
            throw failed("PatchCore needs at least " + PatchCoreDeployment.MINIMUM_PICTURES
                    + " different OK pictures, but only " + different.size() + " of " + total
                    + " differ; the others are copies");
        }
        progress.report(DeploymentPhase.EMBEDDING, total, total);
        return new EmbeddedPictures(
                embedding, List.copyOf(different.values()), List.copyOf(different.keySet()), views, patches, chooser);
    }

    private void take(Supplier<Picture> okPicture) {
        Picture picture = okPicture.get();
        DecodedPicture decoded = embedding.decode(picture);
        if (!unusable.isEmpty()) {
            return; // the run has failed; what is left is to find out which other pictures are bad
        }
        if (different.putIfAbsent(decoded.sha256(), okPicture) != null) {
            // its twin's vectors would give it a score of 0, and thresholds would sink unseen
            LOG.warn("{} is left out: the same picture was given before", picture);
            return;
        }
        PatchGrid grid = embedding.embed(decoded);
        if (patches == null) {
            chooser = embedding.chooser(grid, options);
            patches = new PatchReservoir(
                    FitPlan.of(okPictures.size(), grid, chooser, memory).kept(), options.seed());
            first.accept(grid);
        }
        patches.add(grid);
        views.add(viewMaker.of(views.size(), decoded));
        readOnce = picture instanceof PictureStream ? picture : readOnce;
        if (readOnce != null && !patches.complete()) {
            throw failed("the patches of " + okPictures.size() + " OK pictures do not fit the memory of a fit, so that"
                    + " pictures have to be read twice, which a " + readOnce
                    + " cannot be: give files or bytes, or allow more with PatchCoreOptions.patchMemory");
        }
    }

    /** Names the pictures that stop a fit, each with its reason. */
    static DeploymentException unusable(String kind, List<String> reasons, int total) {
        int named = Math.min(MAX_NAMED, reasons.size());
        return failed(reasons.size() + " of " + total + " " + kind + " cannot be used; mend or leave out: "
                + String.join("; ", reasons.subList(0, named))
                + (reasons.size() > named ? "; and " + (reasons.size() - named) + " more" : ""));
    }

    private static DeploymentException failed(String message) {
        return new DeploymentException(ErrorCode.DEPLOYMENT_FAILED, message, null);
    }
}
