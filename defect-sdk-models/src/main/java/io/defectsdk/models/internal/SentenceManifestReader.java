package io.defectsdk.models.internal;

import io.defectsdk.similarity.Embedding;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code manifest.json} of an encoder of sentences, as strictly as {@link ManifestReader} reads a backbone's. */
final class SentenceManifestReader {
    private static final int MAX_CONTEXT_LENGTH = 8_192;

    /** No control characters: a prefix is a line of what the hash covers. */
    private static final Pattern PREFIX = Pattern.compile("[^\\p{Cntrl}]{0,200}");

    private SentenceManifestReader() {}

    /**
     * Reads the manifest of one model.
     *
     * @param id what the model must be called
     * @throws io.defectsdk.ModelLoadException if the manifest cannot be read, or says something that cannot be
     */
    static SentenceManifest read(String id, ModelFiles files) {
        JsonFields json = ManifestFile.read(id, ModelKind.SENTENCE_ENCODER, files);
        json.choice("runtime", "onnx");
        JsonFields input = json.object("input");
        SentenceManifest manifest = new SentenceManifest(
                id,
                ManifestFile.file(json),
                ManifestFile.tokenizer(json),
                json.text("licence", ManifestFile.PROSE),
                json.text("source", ManifestFile.PROSE),
                input.text("ids", ManifestFile.NAME),
                input.text("attentionMask", ManifestFile.NAME),
                json.text("output", ManifestFile.NAME),
                json.integer("dimension", 1, Embedding.MAX_DIMENSION),
                json.bool("normalised"),
                // the first token, the last one, and one between
                json.integer("contextLength", 3, MAX_CONTEXT_LENGTH),
                json.integer("startToken", 0, Integer.MAX_VALUE),
                json.integer("endToken", 0, Integer.MAX_VALUE),
                json.has("unknownToken")
                        ? OptionalInt.of(json.integer("unknownToken", 0, Integer.MAX_VALUE))
                        : OptionalInt.empty(),
                json.text("queryPrefix", PREFIX),
                json.text("passagePrefix", PREFIX));
        input.end();
        json.end();
        return manifest;
    }
}
