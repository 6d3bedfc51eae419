package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On real pictures, when {@code -Ddefectsdk.data.dir=DIR} names a folder with train/good and test/*. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "the embedded PostgreSQL is for Linux on x86-64")
class QuickstartDataIT {
    @TempDir
    Path folder;

    @Test
    void tellsGoodFromBadOnRealPictures() throws Exception {
        String data = System.getProperty("defectsdk.data.dir", "");
        assumeTrue(!data.isBlank(), "no real pictures: name their folder with -Ddefectsdk.data.dir=DIR");
        try (QuickstartProcess process = QuickstartProcess.start(
                folder, "--data", Path.of(data).toAbsolutePath().toString(), "--out", "out")) {
            int exitCode = process.awaitEnd();
            assertThat(exitCode).as(process.output()).isZero();
            Matcher auroc = Pattern.compile("Image AUROC ([0-9.]+)").matcher(process.output());
            assertThat(auroc.find()).isTrue();
            assertThat(Double.parseDouble(auroc.group(1))).isGreaterThan(0.6);
        }
        assertThat(Files.size(folder.resolve("out/report.html"))).isBetween(100_000L, 15_000_000L);
    }
}
