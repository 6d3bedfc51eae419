/** Values, interfaces and SPI of Defect SDK. */
@org.jspecify.annotations.NullMarked
module io.defectsdk.api {
    requires static transitive org.jspecify;

    exports io.defectsdk;
}
