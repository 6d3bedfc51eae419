package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.patchcore.PatchSample;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.function.Supplier;

/**
 * The OK pictures of a fit and their patch embeddings. These are kept while they fit the memory that the fit may take for
 * them; where they do not, a sample is kept to choose the bank from, and a picture's own patches are computed again when
 * they are asked for. Confined to one thread.
 */
final class EmbeddedPictures {
    private final PictureEmbedding embedding;
    private final List<Supplier<Picture>> pictures;
    private final List<String> hashes;
    private final PatchReservoir patches;

    /**
     * Pictures that differ.
     *
     * @param hashes of each picture
     * @param patches what is kept of all of them, in the same order
     */
    EmbeddedPictures(
            PictureEmbedding embedding, List<Supplier<Picture>> pictures, List<String> hashes, PatchReservoir patches) {
        this.embedding = embedding;
        this.pictures = List.copyOf(pictures);
        this.hashes = List.copyOf(hashes);
        this.patches = patches;
    }

    /** Pictures; copies are not among them. */
    int count() {
        return pictures.size();
    }

    /** The pictures' hashes, in their order. */
    List<String> hashes() {
        return hashes;
    }

    /** Patches of all pictures together. */
    int patches() {
        return patches.seen();
    }

    /** Whether all patches are kept, so that {@link #patches(int)} costs nothing. */
    boolean kept() {
        return patches.complete();
    }

    /** The patches to choose a bank from: all of them, or a uniform sample. */
    PatchSample sample() {
        return patches.sample();
    }

    /**
     * One picture's patches; where not all are kept, read and embedded again, with the same result.
     *
     * @throws DeploymentException if the picture is no longer the same
     */
    PatchGrid patches(int picture) {
        if (kept()) {
            return patches.grid(picture);
        }
        Picture source = pictures.get(picture).get();
        DecodedPicture decoded = embedding.decode(source);
        if (!decoded.sha256().equals(hashes.get(picture))) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    source + " has changed while it was taught from: deploy again, and leave it as it is meanwhile",
                    null);
        }
        return embedding.embed(decoded);
    }
}
