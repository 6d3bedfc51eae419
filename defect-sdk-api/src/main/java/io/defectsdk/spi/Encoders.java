package io.defectsdk.spi;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.util.List;
import java.util.Optional;

/** Encoders of pictures, of texts to find them by, and of sentences; closed with the {@link Models} that gave them. Thread-safe. */
public interface Encoders {
    /** None at all. */
    static Encoders none() {
        return new Encoders() {
            @Override
            public List<String> ids() {
                return List.of();
            }

            @Override
            public List<String> sentenceIds() {
                return List.of();
            }

            @Override
            public Optional<String> defaultSentences() {
                return Optional.empty();
            }

            @Override
            public ImageEncoder image(String id) {
                throw missing(id);
            }

            @Override
            public TextEncoder text(String id) {
                throw missing(id);
            }

            @Override
            public SentenceEncoder sentences(String id) {
                throw missing(id);
            }

            private ModelLoadException missing(String id) {
                return new ModelLoadException(
                        ErrorCode.MODEL_MISSING, "there is no encoder '" + id + "', nor any other one", null);
            }
        };
    }

    /** Ids of those of pictures, sorted. */
    List<String> ids();

    /** Ids of those of sentences, sorted; packaged ones are among them. */
    List<String> sentenceIds();

    /**
     * Id of the encoder of sentences that is used unless another is named: the only one of the model directory if it holds exactly
     * one, else the packaged one; empty if there is none at all.
     *
     * @throws ModelLoadException if there are several, and none is the only one packaged
     */
    Optional<String> defaultSentences();

    /**
     * An image encoder, loaded at the first call (its hash is verified then) and shared afterwards.
     *
     * @throws ModelLoadException if it is missing, damaged or not what its manifest says
     */
    ImageEncoder image(String id);

    /**
     * The text encoder that belongs to an image encoder, loaded at the first call.
     *
     * @throws ModelLoadException if the model is missing, damaged, or has no text encoder
     */
    TextEncoder text(String id);

    /**
     * An encoder of sentences, loaded at the first call and shared afterwards.
     *
     * @throws ModelLoadException if it is missing, damaged or not what its manifest says
     */
    SentenceEncoder sentences(String id);
}
