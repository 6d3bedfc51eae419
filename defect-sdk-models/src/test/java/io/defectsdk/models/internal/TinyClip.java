package io.defectsdk.models.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CLIP folder of {@link TinyClipModels} and {@link TinyVocabulary}, right at first and changeable into any wrong one. */
final class TinyClip {
    static final int SIZE = 16;
    static final int CONTEXT = 8;
    static final int DIMENSION = 6;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private byte[] image;
    private byte[] text;
    private byte[] tokenizer;

    TinyClip(String id, String runtime) {
        json.put("formatVersion", 1)
                .put("id", id)
                .put("kind", "clip")
                .put("runtime", runtime)
                .put("licence", "Apache-2.0")
                .put("source", "written by a test")
                .put("dimension", DIMENSION);
        ObjectNode imageJson = json.putObject("image");
        imageJson
                .put("input", "image")
                .put("output", "embedding")
                .put("size", SIZE)
                .put("colourOrder", "RGB");
        imageJson.putArray("mean").add(0.48).add(0.45).add(0.4);
        imageJson.putArray("std").add(0.26).add(0.26).add(0.27);
        ObjectNode textJson = json.putObject("text");
        textJson.put("input", "tokens")
                .put("output", "embedding")
                .put("contextLength", CONTEXT)
                .put("startToken", TinyVocabulary.START)
                .put("endToken", TinyVocabulary.END)
                .putObject("tokenizer");
        boolean onnx = runtime.equals("onnx");
        image(onnx ? TinyClipModels.onnxImage() : TinyClipModels.torchScriptImage());
        text(onnx ? TinyClipModels.onnxText() : TinyClipModels.torchScriptText());
        tokenizer(TinyVocabulary.json());
    }

    /** For any change. */
    ObjectNode json() {
        return json;
    }

    ObjectNode imageJson() {
        return (ObjectNode) json.get("image");
    }

    ObjectNode textJson() {
        return (ObjectNode) json.get("text");
    }

    TinyClip image(byte[] model) {
        image = model;
        describe(imageJson(), "image.bin", model);
        return this;
    }

    TinyClip text(byte[] model) {
        text = model;
        describe(textJson(), "text.bin", model);
        return this;
    }

    TinyClip tokenizer(byte[] vocabulary) {
        tokenizer = vocabulary;
        describe((ObjectNode) textJson().get("tokenizer"), "tokenizer.json", vocabulary);
        return this;
    }

    private static void describe(ObjectNode target, String file, byte[] content) {
        target.put("file", file).put("sha256", TestManifest.sha256(content)).put("bytes", content.length);
    }

    /** Writes manifest and files into {@code <store>/<id>}. */
    Path write(Path store) {
        Path folder = store.resolve(json.get("id").textValue());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("manifest.json"), json.toPrettyString());
            Files.write(folder.resolve("image.bin"), image);
            Files.write(folder.resolve("text.bin"), text);
            Files.write(folder.resolve("tokenizer.json"), tokenizer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
