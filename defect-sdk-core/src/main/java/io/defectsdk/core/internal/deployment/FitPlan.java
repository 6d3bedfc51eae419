package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.patchcore.BankChooser;
import io.defectsdk.core.internal.patchcore.CoresetCost;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.deployment.DeploymentPhase;
import java.time.Duration;
import java.util.Map;

/**
 * What a fit is going to handle, known once the shape of one picture's patches is. Immutable.
 *
 * @param pictures OK pictures
 * @param patches of all of them
 * @param kept of these
 * @param dimension length of an embedding
 * @param vectors of the memory bank
 */
record FitPlan(int pictures, long patches, long kept, int dimension, int vectors) {
    /** Cross-fitting chooses a bank for each of four folds, from three quarters of the pictures. */
    private static final double CALIBRATION_CORESETS = 3;

    /** Of pictures with patches like these. */
    static FitPlan of(int pictures, PatchGrid picture, BankChooser chooser, FitMemory memory) {
        long patches = (long) pictures * picture.count();
        int dimension = picture.dimension();
        long vectors = chooser.vectors(pictures, dimension);
        long kept = memory.patches(
                picture.count(), patches, dimension, vectors, chooser.patchesNeeded(pictures, dimension));
        return new FitPlan(pictures, patches, kept, dimension, (int) Math.min(kept, vectors));
    }

    /** What the bank takes as float values. */
    long bankBytes() {
        return (long) vectors * dimension * Float.BYTES;
    }

    /** How long the phases after embedding will take, from a picture's patches and this machine's speed. */
    Map<DeploymentPhase, Duration> expected(PatchGrid picture, int threads) {
        Duration coreset = CoresetCost.estimate(picture, kept, vectors, threads);
        Duration calibration = Duration.ofNanos((long) (CALIBRATION_CORESETS * coreset.toNanos()));
        return Map.of(DeploymentPhase.CORESET, coreset, DeploymentPhase.CALIBRATION, calibration);
    }
}
