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

    /** The encoders of pictures and texts at hand, such as CLIP models. Backbones are none: their features are pooled elsewhere. */
    Encoders encoders();

    /**
     * A matrix that is ready for multiplications.
     *
     * @param values {@code [rows, length]}, row-major, each value 0 to {@value IntegerMatrix#MAX_VALUE}; not kept
     * @throws io.defectsdk.InferenceException if the runtime cannot take it
     */
    IntegerMatrix integerMatrix(byte[] values, int rows, int length);

    /** Closes every model that was loaded. Idempotent. */
    @Override
    void close();
}
