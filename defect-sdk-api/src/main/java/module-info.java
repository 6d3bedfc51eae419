/**
 * The face of Defect SDK: values, the interfaces a host calls, and the SPI that other modules implement.
 *
 * <p>This module depends on the JDK alone (JSpecify's annotations are needed only to compile). Start at
 * {@link io.defectsdk.DefectSdk}.
 */
@org.jspecify.annotations.NullMarked
module io.defectsdk.api {
    requires static transitive org.jspecify;
    requires transitive java.desktop;
    requires transitive java.sql;

    exports io.defectsdk;
    exports io.defectsdk.account;
    exports io.defectsdk.catalog;
    exports io.defectsdk.config;
    exports io.defectsdk.deployment;
    exports io.defectsdk.guide;
    exports io.defectsdk.inspection;
    exports io.defectsdk.similarity;
    exports io.defectsdk.spi;

    uses io.defectsdk.spi.DatabaseProvider;
    uses io.defectsdk.spi.EngineProvider;
    uses io.defectsdk.spi.LexicalIndexProvider;
    uses io.defectsdk.spi.ManualReader;
    uses io.defectsdk.spi.ModelProvider;
    uses io.defectsdk.spi.PackagedModel;
}
