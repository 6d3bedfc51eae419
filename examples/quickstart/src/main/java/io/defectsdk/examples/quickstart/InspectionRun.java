package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.PictureException;
import io.defectsdk.account.Actor;
import io.defectsdk.examples.quickstart.evaluation.Evaluation;
import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.examples.quickstart.evaluation.Skipped;
import io.defectsdk.examples.quickstart.report.Gallery;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inspects a batch, part by part: a line of the table and an overlay for each. */
final class InspectionRun {
    private final DefectSdk sdk;
    private final Actor actor;
    private final Console console;
    private final OverlayFiles overlays;
    private final Gallery gallery;
    private final KnownDefects knownDefects;
    private final ResponseGuides guides;

    InspectionRun(
            DefectSdk sdk,
            Actor actor,
            Console console,
            OverlayFiles overlays,
            Gallery gallery,
            KnownDefects knownDefects,
            ResponseGuides guides) {
        this.sdk = sdk;
        this.actor = actor;
        this.console = console;
        this.overlays = overlays;
        this.gallery = gallery;
        this.knownDefects = knownDefects;
        this.guides = guides;
    }

    Evaluation run(Batch batch) throws IOException {
        List<Result> results = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        ConsoleTable table = new ConsoleTable(console, batch.parts());
        table.header();
        for (Part part : batch.parts()) {
            InspectionRequest request =
                    InspectionRequest.of(batch.product().code(), part.picture()).by(actor);
            try {
                Result result = inspect(part, request);
                results.add(result);
                table.row(result);
            } catch (PictureException e) {
                Skipped unreadable = new Skipped(part.name(), String.valueOf(e.getMessage()));
                skipped.add(unreadable);
                table.row(unreadable);
            }
        }
        return new Evaluation(results, skipped);
    }

    private Result inspect(Part part, InspectionRequest request) throws IOException {
        long start = System.nanoTime();
        Inspection inspection = sdk.inspector().inspect(request);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        Result result = new Result(part.name(), part.truth(), inspection.record(), inspection.recorded(), duration);
        BufferedImage overlay = inspection.overlay();
        overlays.write(part.name(), overlay);
        gallery.offer(
                result,
                inspection,
                overlay,
                () -> why(inspection),
                () -> knownDefects.similar(inspection),
                () -> guides.guide(inspection, part.truth()));
        return result;
    }

    // why: begin
    /** Of the region with the highest peak, where there is one: a part that is OK has none. */
    private Optional<Explanation> why(Inspection inspection) {
        return inspection.regions().stream().findFirst().map(region -> sdk.inspector()
                .explain(inspection, region));
    }
    // why: end
}
