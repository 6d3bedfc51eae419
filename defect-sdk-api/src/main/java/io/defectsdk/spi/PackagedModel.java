package io.defectsdk.spi;

import java.io.IOException;
import java.io.InputStream;

/**
 * A model in an artifact of its own; found by {@link java.util.ServiceLoader}. It holds the same files as a folder of a
 * model directory: {@code manifest.json} and what that names.
 */
public interface PackagedModel {
    /** Id of the model, as in its manifest. */
    String id();

    /**
     * Opens one of its files; the caller closes the stream.
     *
     * @throws IOException if there is no such file
     */
    InputStream open(String fileName) throws IOException;
}
