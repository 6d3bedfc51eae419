package io.defectsdk.spi;

/** The models at hand. Thread-safe. */
public interface Models extends AutoCloseable {
    /**
     * Id of the backbone that is used unless a deployment names one: the only one of the model directory if it holds
     * exactly one, else the packaged one.
     *
     * @throws io.defectsdk.ModelLoadException if there is none, or several and none packaged; the message lists them and
     *     says which artifact brings one
     */
    String defaultBackbone();

    /**
     * A backbone, loaded at the first call (its hash is verified then) and shared afterwards; not closed by the caller.
     *
     * @throws io.defectsdk.ModelLoadException if it is missing, damaged or not what its manifest says
     */
    FeatureExtractor backbone(String id);

    /** Closes every backbone that was loaded. Idempotent. */
    @Override
    void close();
}
