package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedManual;
import io.defectsdk.testing.line.SimulatedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideExampleIT {
    private static final Actor ENGINEER = Actor.vouched("kim", Role.ADMIN);
    private static final Actor WORKER = Actor.vouched("lee", Role.WORKER);

    @TempDir
    Path folder;

    @Test
    void theLinesOfTheDocumentFindWhatTheManualSays() throws IOException {
        SimulatedLine line = SimulatedLine.builder().size(192, 192).build();
        Path ok = Files.createDirectory(folder.resolve("ok"));
        for (int i = 0; i < 12; i++) {
            write(line.good(i), ok);
        }
        Path part = write(line.defective(Defect.HOLE, 1), folder);
        Path manual = Files.write(folder.resolve("prod1_manual.pdf"), SimulatedManual.CASTING.content());
        try (TestDatabase database = TestDatabase.create()) {
            Inspection inspection =
                    ReadmeExample.inspect(database.dataSource(), ok, part, folder.resolve("overlay.png"));
            try (DefectSdk sdk =
                    DefectSdk.builder().dataSource(database.dataSource()).build()) {
                sdk.catalog().addDefectType(NewDefectType.of("prod1", "hole", "기공"), ENGINEER);

                ManualSearchResult found = GuideExample.use(sdk, manual, inspection, ENGINEER, WORKER);

                assertThat(found.answered()).isTrue();
                assertThat(found.passages().get(0).passage().defectCode()).contains("hole");
                assertThat(sdk.guides().lowRated("prod1", 5, 10))
                        .singleElement()
                        .satisfies(rated -> assertThat(rated.guide().subject().inspectionId())
                                .contains(inspection.id()));
            }
        }
    }

    private static Path write(SimulatedPart part, Path folder) throws IOException {
        Path file = folder.resolve(part.name() + ".png");
        ImageIO.write(part.picture(), "png", file.toFile());
        return file;
    }
}
