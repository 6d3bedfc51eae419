package io.defectsdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the module shows and needs is part of its contract. */
class ModuleTest {
    private static ModuleDescriptor module;

    @BeforeAll
    static void readModule() throws Exception {
        Path classes = Path.of(DefectSdk.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (InputStream descriptor = open(classes)) {
            module = ModuleDescriptor.read(descriptor);
        }
    }

    private static InputStream open(Path classes) throws IOException {
        return Files.newInputStream(classes.resolve("module-info.class"));
    }

    @Test
    void exportsEveryPackageButItsInternals() {
        assertThat(module.name()).isEqualTo("io.defectsdk.api");
        assertThat(module.exports())
                .allMatch(exports -> !exports.isQualified())
                .extracting(Exports::source)
                .containsExactlyInAnyOrder(
                        "io.defectsdk",
                        "io.defectsdk.account",
                        "io.defectsdk.catalog",
                        "io.defectsdk.config",
                        "io.defectsdk.deployment",
                        "io.defectsdk.guide",
                        "io.defectsdk.inspection",
                        "io.defectsdk.similarity",
                        "io.defectsdk.spi");
        assertThat(module.opens()).isEmpty();
    }

    @Test
    void needsTheJdkAlone() {
        assertThat(module.requires())
                .extracting(Requires::name)
                .containsExactlyInAnyOrder("java.base", "java.desktop", "java.sql", "org.jspecify");
        assertThat(module.requires())
                .filteredOn(requires -> requires.name().equals("org.jspecify"))
                .singleElement()
                .satisfies(requires -> assertThat(requires.modifiers()).contains(Modifier.STATIC));
    }

    @Test
    void usesWhatItsBuilderLooksFor() {
        assertThat(module.uses())
                .containsExactlyInAnyOrder(
                        "io.defectsdk.spi.DatabaseProvider",
                        "io.defectsdk.spi.EngineProvider",
                        "io.defectsdk.spi.LexicalIndexProvider",
                        "io.defectsdk.spi.ManualReader",
                        "io.defectsdk.spi.ModelProvider",
                        "io.defectsdk.spi.PackagedModel");
    }
}
