package io.defectsdk.benchmarks.calibration;

import io.defectsdk.core.internal.patchcore.BankSearch;
import io.defectsdk.core.internal.patchcore.Calibrator;
import io.defectsdk.core.internal.patchcore.CoresetFolds;
import io.defectsdk.core.internal.patchcore.CrossFit;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.patchcore.PatchSample;
import io.defectsdk.deployment.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Teaches and calibrates on random splits of a category's good pictures. Confined to one thread. */
final class Splits {
    private static final double REJECTS = 0.01;
    private static final double REVIEWS = 0.05;

    private final GoodPictures pictures;
    private final int taught;
    private final CoresetFolds.Settings settings;
    private final Coverage rejects = new Coverage(REJECTS);
    private final Coverage reviews = new Coverage(REVIEWS);

    /**
     * Of a category.
     *
     * @param taught pictures taught in each split
     * @throws IllegalArgumentException if none would be left unseen
     */
    Splits(GoodPictures pictures, int taught, CoresetFolds.Settings settings) {
        if (taught >= pictures.patches().size()) {
            throw new IllegalArgumentException(pictures.category() + " has "
                    + pictures.patches().size() + " good pictures, but teaching " + taught + " must leave some unseen");
        }
        this.pictures = pictures;
        this.taught = taught;
        this.settings = settings;
    }

    /** One more split, drawn by the seed. */
    void add(long seed) {
        List<PatchGrid> order = new ArrayList<>(pictures.patches());
        Collections.shuffle(order, new Random(seed));
        List<PatchGrid> chosen = order.subList(0, taught);
        int each = chosen.get(0).count();
        PatchReservoir reservoir = new PatchReservoir((long) taught * each, seed);
        chosen.forEach(reservoir::add);
        PatchSample sample = reservoir.sample();
        float[] scores = CrossFit.scores(
                taught, CrossFit.FOLDS, seed, new CoresetFolds(sample, taught, chosen::get, settings, vectors -> {}));
        Calibration calibration = new Calibrator(scores, CrossFit.FOLDS, REJECTS, REVIEWS).calibrate();
        BankSearch bank = settings.choose(sample, taught, vectors -> {});
        List<PatchGrid> unseen = order.subList(taught, order.size());
        float[] unseenScores = new float[unseen.size()];
        for (int i = 0; i < unseenScores.length; i++) {
            unseenScores[i] = settings.score(bank, unseen.get(i));
        }
        rejects.add(unseenScores, calibration.ngThreshold(), calibration.falseRejects(), calibration.tail());
        reviews.add(unseenScores, calibration.reviewThreshold(), calibration.reviews(), calibration.tail());
    }

    List<Coverage.Figures> figures() {
        return List.of(rejects.figures(), reviews.figures());
    }
}
