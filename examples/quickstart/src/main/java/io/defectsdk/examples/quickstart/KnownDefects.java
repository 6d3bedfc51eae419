package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.examples.quickstart.report.Similar;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.similarity.ContactSheet;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.VoteCalibration;
import java.util.List;
import java.util.Optional;

/** Registers pictures of known defects, and finds those that look like what an inspection found. */
final class KnownDefects {
    private final DefectSdk sdk;
    private final Actor actor;
    private final Console console;
    private final String productCode;

    KnownDefects(DefectSdk sdk, Actor actor, Console console, String productCode) {
        this.sdk = sdk;
        this.actor = actor;
        this.console = console;
        this.productCode = productCode;
    }

    /** Sees to it that there is an index, if there are pictures to make one of. */
    void index(List<KnownDefect> known) {
        if (known.isEmpty() || sdk.similarity().activeIndex(productCode).isPresent()) {
            return;
        }
        known.forEach(this::register);
        SimilarityIndex index = sdk.deployments()
                .deploy(SimilarityDeployment.of(productCode), actor)
                .join();
        IndexSummary summary = index.summary();
        console.say(
                "Made an index of %d pictures of known defects (%d regions, %d numbers each, by %s)",
                summary.pictures(),
                summary.drawnRegions() + summary.derivedRegions(),
                summary.dimension(),
                summary.encoder());
        VoteCalibration votes = summary.byRegion();
        if (votes.answeredShare() == 0) {
            console.say(
                    "Left out in turn, none of %d got an answer that is sure enough: these types look much alike to this encoder."
                            + " More pictures of each type help; until then similar pictures are shown, and no type is proposed",
                    votes.pictures());
        } else {
            console.say(
                    "Of %d left out in turn, %.0f %% got an answer, %.0f %% of these the right one (share of the whole picture %.2f)",
                    votes.pictures(), 100 * votes.answeredShare(), 100 * votes.answeredRight(), summary.wholeShare());
        }
    }

    private void register(KnownDefect defect) {
        if (sdk.catalog().findDefectType(productCode, defect.code()).isEmpty()) {
            sdk.catalog().addDefectType(NewDefectType.of(productCode, defect.code(), defect.koreanName()), actor);
        }
        try {
            sdk.pictures().add(NewPicture.defect(productCode, defect.code(), defect.picture()), actor);
        } catch (DuplicateEntryException e) {
            console.say("%s was registered before", defect.picture());
        }
    }

    /** What an inspection's regions look like; of a part that is OK, or where no defects are known, nothing. */
    Optional<Similar> similar(Inspection inspection) {
        if (inspection.regions().isEmpty()
                || sdk.similarity().activeIndex(productCode).isEmpty()) {
            return Optional.empty();
        }
        // similar: begin
        SimilarityResult result =
                sdk.similarity().search(SimilarityQuery.of(inspection).topK(5).by(actor));
        String type = result.vote().defectCode().orElse("unknown"); // a proposal: a person decides
        ContactSheet sheet = sdk.similarity().contactSheet(result);
        // similar: end
        return Optional.of(Similar.of(result, sheet.image(), koreanName(type)));
    }

    private String koreanName(String code) {
        return sdk.catalog()
                .findDefectType(productCode, code)
                .map(DefectType::nameKo)
                .orElse(code);
    }
}
