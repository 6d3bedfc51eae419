package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.inspection.Inspection;
import java.nio.file.Path;

/** The lines of docs/guides.md. */
final class GuideExample {
    private GuideExample() {}

    /** Registers a manual, makes a guide of it, rates it, and searches. */
    static ManualSearchResult use(DefectSdk sdk, Path file, Inspection inspection, Actor engineer, Actor worker) {
        // guide: begin
        sdk.manuals().add(NewManual.of("prod1", file), engineer); // PDF or DOCX
        sdk.deployments().deploy(ManualIndexDeployment.of("prod1"), engineer).join();

        Guide guide =
                sdk.guides().generate(GuideRequest.of(inspection).defect("hole").by(worker));
        guide.sentences(GuideSection.ACTION).forEach(System.out::println); // each with its citations
        System.out.println(guide.text()); // to be read as it is
        guide.id().ifPresent(id -> sdk.guides().rate(id, 4, "도움이 됨", worker));

        ManualSearchResult found =
                sdk.guides().search(ManualQuery.of("표면에 핀홀이 보여요").inProducts("prod1"));
        System.out.println(found.answered() ? found.passages().get(0).passage().text() : "not in the manuals");
        // guide: end
        return found;
    }
}
