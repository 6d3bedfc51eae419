package io.defectsdk.models.internal;

import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code manifest.json} says about an encoder of sentences, checked; docs/models.md describes every field. Immutable. The model
 * takes int64 {@code [batch, tokens]} twice and gives float32 {@code [batch, dimension]}.
 *
 * @param file the ONNX model
 * @param tokenizer turns texts into tokens, in HuggingFace's format
 * @param licence the weights' licence
 * @param source where the weights come from
 * @param inputIds name of the input for tokens
 * @param attentionMask name of the input that is 1 for every token
 * @param output the output's name
 * @param dimension of its embeddings
 * @param normalised whether the model gives embeddings of length 1
 * @param contextLength most tokens of a text, the first and the last one counted
 * @param startToken the first token of a text
 * @param endToken the last token of a text
 * @param unknownToken stands for what the vocabulary does not have; empty where it has everything
 * @param queryPrefix stands before a query
 * @param passagePrefix stands before a passage
 */
record SentenceManifest(
        String id,
        ModelFile file,
        ModelFile tokenizer,
        String licence,
        String source,
        String inputIds,
        String attentionMask,
        String output,
        int dimension,
        boolean normalised,
        int contextLength,
        int startToken,
        int endToken,
        OptionalInt unknownToken,
        String queryPrefix,
        String passagePrefix) {

    String prefix(Purpose purpose) {
        return purpose == Purpose.QUERY ? queryPrefix : passagePrefix;
    }

    /** What its model gives; the number of tokens is open. */
    EncoderModel model() {
        return new EncoderModel(id, "sentence", inputIds, output, List.of(1L, -1L), dimension);
    }

    /** Its description; the hash is over {@link #canonical()}. */
    Encoder encoder() {
        byte[] hash = ModelFile.newSha256().digest(canonical().getBytes(StandardCharsets.UTF_8));
        return new Encoder(id, HexFormat.of().formatHex(hash), dimension);
    }

    /** All that an embedding depends on, as docs/models.md states it. */
    private String canonical() {
        return "sentence-encoder 1\n"
                + "dimension " + dimension + '\n'
                + "model " + file.sha256() + '\n'
                + "output " + output + '\n'
                + "normalised " + normalised + '\n'
                + "tokenizer " + tokenizer.sha256() + '\n'
                + "contextLength " + contextLength + '\n'
                + "startToken " + startToken + '\n'
                + "endToken " + endToken + '\n'
                + "queryPrefix " + queryPrefix + '\n'
                + "passagePrefix " + passagePrefix + '\n';
    }
}
