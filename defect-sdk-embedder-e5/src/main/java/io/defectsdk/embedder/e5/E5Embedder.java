package io.defectsdk.embedder.e5;

import static java.util.Objects.requireNonNull;

import io.defectsdk.spi.PackagedModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * multilingual-e5-small, cut to Korean and English, as a packaged model; found by {@link java.util.ServiceLoader}. Its manifest says
 * what goes in and what comes out; licence and attribution are in {@code META-INF} of this artifact. Immutable.
 */
public final class E5Embedder implements PackagedModel {
    private static final String ID = "multilingual-e5-small-ko-en";
    private static final List<String> FILES = List.of("manifest.json", "model.onnx", "tokenizer.json");

    /** For {@link java.util.ServiceLoader}. */
    public E5Embedder() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public InputStream open(String fileName) throws IOException {
        requireNonNull(fileName, "fileName");
        InputStream stream = FILES.contains(fileName) ? E5Embedder.class.getResourceAsStream(fileName) : null;
        if (stream == null) {
            throw new FileNotFoundException(
                    "the packaged model '" + ID + "' has no file '" + fileName + "', only " + FILES);
        }
        return stream;
    }
}
