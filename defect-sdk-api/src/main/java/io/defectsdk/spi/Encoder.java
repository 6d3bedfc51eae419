package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

/**
 * An encoder's description, from its manifest. Immutable.
 *
 * @param id its name in the model store, such as {@code ViT-B-32_openai}
 * @param sha256 hash that covers all that the embeddings depend on: model files, vocabulary, normalisation; for a model on a
 *     server, whose files are not at hand, all that tells it from another: the model's name there, its dimension, what is put before a
 *     text. 64 lower-case hexadecimal digits
 * @param dimension of its embeddings
 */
public record Encoder(String id, String sha256, int dimension) {
    /** Checks that all is there. */
    public Encoder {
        requireNonNull(id, "id");
        sha256 = Stores.checkSha256(sha256);
        if (dimension < 1) {
            throw new IllegalArgumentException("the dimension of an encoder is at least 1, but is " + dimension);
        }
    }
}
