package io.defectsdk.models.internal;

import io.defectsdk.models.internal.ClipManifest.ImagePart;
import io.defectsdk.models.internal.ClipManifest.TextPart;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.similarity.Embedding;

/** Reads {@code manifest.json} of a CLIP model, as strictly as {@link ManifestReader} reads a backbone's. */
final class ClipManifestReader {
    private static final int MAX_IMAGE_SIZE = 1_024;
    private static final int MAX_CONTEXT_LENGTH = 1_024;

    private ClipManifestReader() {}

    /**
     * Reads the manifest of one model.
     *
     * @param id what the model must be called
     * @throws io.defectsdk.ModelLoadException if the manifest cannot be read, or says something that cannot be
     */
    static ClipManifest read(String id, ModelFiles files) {
        JsonFields json = ManifestFile.read(id, ModelKind.CLIP, files);
        ModelRuntime runtime = ManifestFile.runtime(json);
        String licence = json.text("licence", ManifestFile.PROSE);
        String source = json.text("source", ManifestFile.PROSE);
        int dimension = json.integer("dimension", 1, Embedding.MAX_DIMENSION);
        ImagePart image = image(json.object("image"));
        TextPart text = json.has("text") ? text(json.object("text")) : null;
        json.end();
        return new ClipManifest(id, runtime, licence, source, dimension, image, text);
    }

    private static ImagePart image(JsonFields json) {
        ModelFile file = ManifestFile.file(json);
        json.choice("colourOrder", "RGB");
        ImagePart image = new ImagePart(
                file,
                json.text("input", ManifestFile.NAME),
                json.text("output", ManifestFile.NAME),
                json.integer("size", 1, MAX_IMAGE_SIZE),
                json.numbers("mean", 3, -1, 1),
                json.numbers("std", 3, 1e-4, 10));
        json.end();
        return image;
    }

    private static TextPart text(JsonFields json) {
        ModelFile file = ManifestFile.file(json);
        ModelFile tokenizer = ManifestFile.tokenizer(json);
        TextPart text = new TextPart(
                file,
                json.text("input", ManifestFile.NAME),
                json.text("output", ManifestFile.NAME),
                // the first token, the last one, and one between
                json.integer("contextLength", 3, MAX_CONTEXT_LENGTH),
                json.integer("startToken", 0, Integer.MAX_VALUE),
                json.integer("endToken", 0, Integer.MAX_VALUE),
                tokenizer);
        json.end();
        return text;
    }
}
