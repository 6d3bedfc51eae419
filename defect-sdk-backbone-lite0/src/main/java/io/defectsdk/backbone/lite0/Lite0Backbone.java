package io.defectsdk.backbone.lite0;

import static java.util.Objects.requireNonNull;

import io.defectsdk.spi.PackagedModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * EfficientNet-lite0 as a packaged model; found by {@link java.util.ServiceLoader}. Its manifest says what goes in and
 * what comes out; licence and attribution are in {@code META-INF} of this artifact. Immutable.
 */
public final class Lite0Backbone implements PackagedModel {
    private static final String ID = "efficientnet_lite0";
    private static final List<String> FILES = List.of("manifest.json", "efficientnet_lite0_trunk.onnx");

    /** For {@link java.util.ServiceLoader}. */
    public Lite0Backbone() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public InputStream open(String fileName) throws IOException {
        requireNonNull(fileName, "fileName");
        InputStream stream = FILES.contains(fileName) ? Lite0Backbone.class.getResourceAsStream(fileName) : null;
        if (stream == null) {
            throw new FileNotFoundException(
                    "the packaged model '" + ID + "' has no file '" + fileName + "', only " + FILES);
        }
        return stream;
    }
}
