package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.examples.quickstart.evaluation.Truth;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Verdict;
import java.util.List;
import java.util.Optional;

/** Registers a product's manuals, and finds in them what is to be done about a defect. */
final class ResponseGuides {
    private final DefectSdk sdk;
    private final Actor actor;
    private final Console console;
    private final String productCode;

    ResponseGuides(DefectSdk sdk, Actor actor, Console console, String productCode) {
        this.sdk = sdk;
        this.actor = actor;
        this.console = console;
        this.productCode = productCode;
    }

    /** Sees to it that there is an index, if there are manuals to make one of. */
    void index(List<ManualFile> manuals) {
        if (manuals.isEmpty() || sdk.guides().activeIndex(productCode).isPresent()) {
            return;
        }
        manuals.forEach(this::register);
        ManualIndex index = sdk.deployments()
                .deploy(ManualIndexDeployment.of(productCode), actor)
                .join();
        ManualIndexSummary summary = index.summary();
        console.say(
                "Made an index of %d passages out of %d manuals (%s)",
                summary.passages(),
                summary.manuals().size(),
                summary.encoder()
                        .map(EncoderName::id)
                        .map(id -> "by words and by " + id)
                        .orElse("by words"));
    }

    private void register(ManualFile manual) {
        try {
            sdk.manuals().add(NewManual.of(productCode, manual), actor);
        } catch (DuplicateEntryException e) {
            console.say("The manual '%s' was registered before", manual.name().orElse("?"));
        }
    }

    /** What the manuals say about what a part has, as a person says who looked at it; nothing where it is OK, or the manuals are not there. */
    Optional<Guide> guide(Inspection inspection, Truth truth) {
        if (inspection.verdict() == Verdict.OK
                || sdk.catalog().findDefectType(productCode, truth.code()).isEmpty()
                || sdk.guides().activeIndex(productCode).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sdk.guides()
                .generate(GuideRequest.of(inspection).defect(truth.code()).by(actor)));
    }
}
