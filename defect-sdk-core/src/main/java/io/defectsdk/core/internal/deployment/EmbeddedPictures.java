package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.patchcore.PatchSample;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.recipe.OkView;
import io.defectsdk.core.internal.recipe.OkViews;
import io.defectsdk.inspection.Picture;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The OK pictures of a fit and their patch embeddings. These are kept while they fit the memory that the fit may take for
 * them; where they do not, a sample is kept to choose the bank from, and a picture's own patches are computed again when
 * they are asked for. Confined to one thread.
 */
final class EmbeddedPictures {
    private final PictureEmbedding embedding;
    private final List<Supplier<Picture>> pictures;
    private final List<String> hashes;
    private final List<OkView> views;
    private final PatchReservoir patches;
    private final BankChooser chooser;

    /**
     * Pictures that differ.
     *
     * @param hashes of each picture
     * @param views of each picture
     * @param patches what is kept of all of them, in the same order
     * @param chooser of banks from their patches
     */
    EmbeddedPictures(
            PictureEmbedding embedding,
            List<Supplier<Picture>> pictures,
            List<String> hashes,
            List<OkView> views,
            PatchReservoir patches,
            BankChooser chooser) {
        this.embedding = embedding;
        this.pictures = List.copyOf(pictures);
        this.hashes = List.copyOf(hashes);
        this.views = List.copyOf(views);
        this.patches = patches;
        this.chooser = chooser;
    }

    /** Pictures; copies are not among them. */
    int count() {
        return pictures.size();
    }

    /** The pictures' hashes, in their order. */
    List<String> hashes() {
        return hashes;
    }

    /** Views of the pictures that a bank has vectors of, as {@link OkViews} writes them. */
    byte[] okViews(MemoryBank bank) {
        BitSet taught = new BitSet();
        IntStream.of(bank.pictures()).forEach(taught::set);
        return OkViews.encode(
                views.stream().filter(view -> taught.get(view.picture())).toList());
    }

    /** Patches of all pictures together that lie in the area. */
    int patches() {
        return count() * chooser.taughtEach();
    }

    /** How banks are chosen from these. */
    BankChooser chooser() {
        return chooser;
    }

    /** Whether all patches are kept, so that {@link #patches(int)} costs nothing. */
    boolean kept() {
        return patches.complete();
    }

    /** The patches to choose a bank from: all that lie in the area, or a uniform sample. */
    PatchSample sample() {
        PatchSample sample = patches.sample();
        PatchSample inArea = chooser.taughtOf(sample);
        if (!chooser.canChooseFrom(inArea)) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "at one of the input sizes none of the " + sample.count()
                            + " patches that the fit's memory holds lies in the area to look at: make it"
                            + " larger, or allow more memory with PatchCoreOptions.patchMemory",
                    null);
        }
        return inArea;
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
