package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.deployment.PatchCoreOptions;

/**
 * How much memory a fit may take. Immutable.
 *
 * @param heap of this JVM, in bytes
 * @param patchMemory bytes that the options allow for patch embeddings
 * @param seen how large the backbone sees a picture, and so how large views of the OK pictures are
 */
record FitMemory(long heap, long patchMemory, OkViewMaker.Seen seen) {
    /** Share of the heap that a fit may take. */
    private static final double HEAP_SHARE = 0.6;

    /** As chosen, a fold's beside it, as searched and on the way into that, and as the recipe's bytes. */
    private static final int BANK_COPIES = 6;

    /** As made, and as the bytes that are stored. */
    private static final int VIEW_COPIES = 2;

    /** The patches of a picture that is being embedded, of its tiles together and of one size alone. */
    private static final int PICTURE_COPIES = 2;

    /** What a coreset keeps of each patch beside its embedding. */
    private static final int BYTES_BESIDE = 32;

    /** A recipe is one array of bytes, with a header. */
    private static final long MAX_BANK_BYTES = 1L << 30;

    /** Of this JVM. */
    static FitMemory of(PatchCoreOptions options) {
        return new FitMemory(Runtime.getRuntime().maxMemory(), options.patchMemory(), OkViewMaker.Seen.of(options));
    }

    /**
     * Patches that may be kept: all of them, or fewer, of which the bank is then chosen.
     *
     * @param each patches of a picture
     * @param all patches of all pictures, at most
     * @param vectors of the bank
     * @param needed patches of a sample from which a bank of this size can be chosen
     * @throws DeploymentException if the bank is too large for this JVM or for a recipe
     */
    long patches(int each, long all, int dimension, long vectors, long needed) {
        long vector = (long) dimension * Float.BYTES;
        if (all > Integer.MAX_VALUE) {
            throw refused("the pictures have " + all + " patches, but a fit takes at most " + Integer.MAX_VALUE
                    + ": give fewer pictures or a smaller input size");
        }
        long bank = vectors * vector;
        if (bank > MAX_BANK_BYTES) {
            throw refused("the memory bank would take " + (bank >> 20) + " MB, but a recipe holds at most "
                    + (MAX_BANK_BYTES >> 20) + ": ask for a smaller bank");
        }
        long least = Math.min(all, (needed + each - 1) / each * each); // a sample is of whole pictures
        long allowed = (long) (heap * HEAP_SHARE);
        long views = OkViewMaker.most(seen, all / each);
        long peak = peak(each, least, dimension, vectors, views);
        if (peak > allowed) {
            throw refused(
                    "the memory bank, the patches to choose it from and the pictures made small need " + (peak >> 20)
                            + " MB, but a fit may take " + (allowed >> 20)
                            + " MB of this JVM's heap: ask for a smaller bank or input size, or give a larger heap (-Xmx)");
        }
        long room = (allowed - peak(each, 0, dimension, vectors, views)) / (vector + BYTES_BESIDE);
        return Math.min(all, Math.max(least, Math.min(room, patchMemory / vector)));
    }

    /** Bytes that a picture's own patches, patches kept, a bank chosen from them and views of the pictures take. */
    static long peak(long each, long kept, int dimension, long vectors, long views) {
        long vector = (long) dimension * Float.BYTES;
        return (BANK_COPIES * vectors + PICTURE_COPIES * each) * vector
                + kept * (vector + BYTES_BESIDE)
                + VIEW_COPIES * views;
    }

    private static DeploymentException refused(String message) {
        return new DeploymentException(ErrorCode.DEPLOYMENT_FAILED, message, null);
    }
}
