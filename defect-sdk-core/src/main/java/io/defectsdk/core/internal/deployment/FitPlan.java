package io.defectsdk.core.internal.deployment;

import io.defectsdk.core.internal.patchcore.CoresetCost;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.deployment.BankSize;
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

    /** Of pictures with this many patches each. */
    static FitPlan of(int pictures, int each, int dimension, BankSize bankSize, FitMemory memory) {
        long patches = (long) pictures * each;
        long kept = memory.patches(each, patches, dimension, bankSize);
        long vectors = Math.min(kept, bankSize.of((int) patches, dimension));
        return new FitPlan(pictures, patches, kept, dimension, (int) vectors);
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
