package io.defectsdk.examples.quickstart;

import io.defectsdk.deployment.Calibration;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Tally;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.inspection.Verdict;

/** The outcome of a run, on the console. */
final class Summary {
    private final Console console;

    Summary(Console console) {
        this.console = console;
    }

    void show(Evaluation evaluation, Calibration calibration) {
        console.say("");
        evaluation
                .auroc()
                .ifPresentOrElse(
                        auroc -> console.say("Image AUROC %.4f", auroc),
                        () -> console.say("No image AUROC: it takes good and defective parts"));
        int width = evaluation.truths().stream()
                .mapToInt(truth -> ConsoleTable.columns(truth.code()))
                .reduce("defective".length(), Math::max);
        console.say("%s  %6s  %6s  %6s", ConsoleTable.fit("", width), "OK", "REVIEW", "NG");
        for (Truth truth : evaluation.truths()) {
            row(evaluation.tally(truth), width);
        }
        rates(evaluation, calibration);
        console.say(
                "Per part %.0f ms in the median, %.0f ms at 95 %%", evaluation.millis(0.5), evaluation.millis(0.95));
        if (!evaluation.skipped().isEmpty()) {
            console.say(
                    "Skipped %d pictures that cannot be read",
                    evaluation.skipped().size());
        }
        if (evaluation.notRecorded() > 0) {
            console.say("%d inspections could not be recorded in the database", evaluation.notRecorded());
        }
    }

    private void row(Tally tally, int width) {
        console.say(
                "%s  %6d  %6d  %6d",
                ConsoleTable.fit(tally.truth().code(), width), tally.ok(), tally.review(), tally.ng());
    }

    private void rates(Evaluation evaluation, Calibration calibration) {
        Tally good = evaluation.good();
        Tally bad = evaluation.bad();
        if (good.total() > 0) {
            console.say(
                    "False rejects %d of %d (%.1f %%, expected %.1f %%, 95 %%: %.1f to %.1f %%), and %d REVIEW",
                    good.ng(),
                    good.total(),
                    100 * good.share(Verdict.NG),
                    100 * calibration.falseRejects().expected(),
                    100 * calibration.falseRejects().low(),
                    100 * calibration.falseRejects().high(),
                    good.review());
        }
        if (bad.total() > 0) {
            console.say(
                    "Escapes %d of %d (%.1f %%), and %d REVIEW",
                    bad.ok(), bad.total(), 100 * bad.share(Verdict.OK), bad.review());
        }
    }
}
