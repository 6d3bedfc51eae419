package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleIT {
    @TempDir
    Path folder;

    @Test
    void readmeLinesFindADefect() throws IOException {
        SimulatedLine line = SimulatedLine.builder().size(192, 192).build();
        Path ok = Files.createDirectory(folder.resolve("ok"));
        for (int i = 0; i < 20; i++) {
            write(line.good(i), ok);
        }
        Path part = write(line.defective(Defect.HOLE, 1), folder);
        Path overlay = folder.resolve("overlay.png");
        try (TestDatabase database = TestDatabase.create()) {
            Inspection inspection = ReadmeExample.inspect(database.dataSource(), ok, part, overlay);
            assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
            assertThat(inspection.recorded()).isTrue();
            assertThat(inspection.regions()).isNotEmpty();
        }
        assertThat(ImageIO.read(overlay.toFile()).getWidth()).isEqualTo(192);
    }

    private static Path write(SimulatedPart part, Path folder) throws IOException {
        Path file = folder.resolve(part.name() + ".png");
        ImageIO.write(part.picture(), "png", file.toFile());
        return file;
    }
}
