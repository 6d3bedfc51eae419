package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesAJpegForEachPartAndOverwritesNoneOfThisRun() throws IOException {
        OverlayFiles files = new OverlayFiles(folder);
        BufferedImage overlay = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        files.write("crack/000.png", overlay);
        files.write("crack/000.jpg", overlay);
        files.write("crack/000.JPG", overlay);
        files.write("part_1", overlay);

        assertThat(folder.resolve("crack/000.jpg")).exists();
        assertThat(folder.resolve("crack/000-2.jpg")).exists();
        assertThat(folder.resolve("crack/000-3.jpg")).exists();
        assertThat(ImageIO.read(folder.resolve("part_1.jpg").toFile()).getWidth())
                .isEqualTo(40);
        assertThat(files.count()).isEqualTo(4);
    }
}
