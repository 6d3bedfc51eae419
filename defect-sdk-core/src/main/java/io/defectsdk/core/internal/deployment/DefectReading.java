package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.StorageException;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.inspection.Picture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and embeds the pictures of defects that a fit was given, each once. Confined to one thread. */
final class DefectReading {
    private static final Logger LOG = LoggerFactory.getLogger(DefectReading.class);

    /** Share of the heap that their patches may take, beside what a fit takes for OK pictures. */
    private static final double HEAP_SHARE = 0.15;

    private final PictureEmbedding embedding;
    private final ProgressReporter progress;

    DefectReading(PictureEmbedding embedding, ProgressReporter progress) {
        this.embedding = embedding;
        this.progress = progress;
    }

    /**
     * Their patches; copies count once.
     *
     * @param okHashes of the OK pictures
     * @throws DeploymentException naming those that cannot be read, or that are among the OK pictures too; or if they are too many
     */
    List<PatchGrid> read(List<Picture> pictures, List<String> okHashes) {
        Set<String> ok = Set.copyOf(okHashes);
        Set<String> different = new HashSet<>();
        List<PatchGrid> embedded = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        int looked = 0;
        for (Picture picture : pictures) {
            progress.report(DeploymentPhase.EMBEDDING, looked++, pictures.size());
            try {
                DecodedPicture decoded = embedding.decode(picture);
                if (ok.contains(decoded.sha256())) {
                    unusable.add(picture + " is among the OK pictures too, but a part is either good or defective");
                } else if (!different.add(decoded.sha256())) {
                    LOG.warn("{} is left out: the same picture of a defect was given before", picture);
                } else if (unusable.isEmpty()) {
                    embedded.add(embedding.embed(decoded));
                    requireMemory(
                            pictures.size(),
                            embedded.get(0),
                            Runtime.getRuntime().maxMemory());
                }
            } catch (PictureException | StorageException e) {
                if (e.code() == ErrorCode.STORAGE_FAILED) {
                    throw e; // it would fail for each picture
                }
                unusable.add(String.valueOf(e.getMessage()));
            }
        }
        if (!unusable.isEmpty()) {
            throw PictureReading.unusable("pictures of defects", unusable, pictures.size());
        }
        progress.report(DeploymentPhase.EMBEDDING, pictures.size(), pictures.size());
        return embedded;
    }

    static void requireMemory(int pictures, PatchGrid each, long heap) {
        long needed = (long) pictures * each.values().length * Float.BYTES;
        long allowed = (long) (heap * HEAP_SHARE);
        if (needed > allowed) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "the patches of " + pictures + " pictures of defects need " + (needed >> 20)
                            + " MB, but a fit may take " + (allowed >> 20)
                            + " MB of this JVM's heap for them: give fewer, or a larger heap (-Xmx)",
                    null);
        }
    }
}
