package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.patchcore.BankSearch;
import io.defectsdk.core.internal.patchcore.Calibrator;
import io.defectsdk.core.internal.patchcore.CoresetFolds;
import io.defectsdk.core.internal.patchcore.CrossFit;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.ThresholdGoal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fit's last step: scores of OK pictures by {@link CrossFit}, of defects against the bank, thresholds by {@link Calibrator}. It
 * takes {@link CrossFit#FOLDS}{@code  − 1} times what choosing the bank took, and a search for each picture. Confined to one thread.
 */
final class FitCalibration {
    private static final Logger LOG = LoggerFactory.getLogger(FitCalibration.class);

    /** Vectors between two reports. */
    private static final int REPORTED = 32;

    private final PatchCoreOptions options;
    private final CoresetFolds.Settings settings;
    private final ProgressReporter progress;
    private long done;
    private long total;
    private int told;

    FitCalibration(PatchCoreOptions options, CoresetFolds.Settings settings, ProgressReporter progress) {
        this.options = options;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * The thresholds.
     *
     * @param ok the OK pictures
     * @param bank chosen from all of them
     * @param defective patches of the pictures of defects
     * @param goal where there are pictures of defects
     */
    Calibration calibrate(
            EmbeddedPictures ok, MemoryBank bank, List<PatchGrid> defective, Optional<ThresholdGoal> goal) {
        done = 0;
        total = (long) CrossFit.FOLDS * bank.count() + ok.count() + defective.size();
        progress.report(DeploymentPhase.CALIBRATION, 0, total);
        float[] scores = CrossFit.scores(
                ok.count(),
                CrossFit.FOLDS,
                options.seed(),
                new CoresetFolds(ok.sample(), ok.count(), ok::patches, settings, this::heard));
        requireDifferences(scores);
        Calibrator calibrator = new Calibrator(scores, CrossFit.FOLDS, options.falseRejectRate(), options.reviewRate());
        Calibration calibration = goal.map(given -> calibrator.calibrate(scores(bank, defective), given))
                .orElseGet(calibrator::calibrate);
        progress.report(DeploymentPhase.CALIBRATION, total, total);
        LOG.info("{}", calibration.statement());
        return calibration;
    }

    /** Thresholds from nothing but zeros would call every part OK, or every part NG. */
    private static void requireDifferences(float[] scores) {
        for (float score : scores) {
            if (score != 0) {
                return;
            }
        }
        throw new DeploymentException(
                ErrorCode.DEPLOYMENT_FAILED,
                "each of the " + scores.length
                        + " OK pictures has the score 0 against a bank chosen from the others, so that no"
                        + " threshold can be told: either the area to look at shows nothing that differs between"
                        + " pictures, or the bank is too small for the preset (ANOMALIB weighs by neighbours, and needs"
                        + " 2 vectors at the least); make the area or the bank larger",
                null);
    }

    private float[] scores(MemoryBank bank, List<PatchGrid> pictures) {
        BankSearch search = new BankSearch(bank, settings.matrices());
        float[] scores = new float[pictures.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = settings.score(search, pictures.get(i));
            advance(1);
        }
        return scores;
    }

    /** Told the vectors that a fold's bank has so far, or 0 when a picture was scored. */
    private void heard(int vectors) {
        if (vectors == 0) {
            advance(1);
        } else if (vectors == told) {
            advance(0); // it works out its next choice: that must be heard, or it could not be cancelled
        } else if (vectors % REPORTED == 0) {
            advance(REPORTED);
        }
        told = vectors;
    }

    private void advance(int units) {
        done += units;
        progress.report(DeploymentPhase.CALIBRATION, Math.min(done, total), total);
    }
}
