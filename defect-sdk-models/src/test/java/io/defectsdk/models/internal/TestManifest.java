package io.defectsdk.models.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.spi.Backbone.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A manifest for tests, right at first and changeable into any wrong one. */
final class TestManifest {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final byte[] model;

    TestManifest(String id, String runtime, byte[] model) {
        this.model = model;
        json.put("formatVersion", 1)
                .put("id", id)
                .put("kind", "backbone")
                .put("runtime", runtime)
                .put("file", "model.bin")
                .put("sha256", sha256(model))
                .put("bytes", model.length)
                .put("licence", "Apache-2.0")
                .put("source", "written by a test");
        ObjectNode input = json.putObject("input");
        input.put("name", "input").put("multiple", 32).put("colourOrder", "RGB");
        input.putArray("mean").add(0.5).add(0.4).add(0.3);
        input.putArray("std").add(0.2).add(0.25).add(0.3);
    }

    TestManifest multiple(int multiple) {
        input().put("multiple", multiple);
        return this;
    }

    /** Sets the layers, all of them default ones. */
    TestManifest layers(List<Layer> layers) {
        ArrayNode array = json.putArray("layers");
        ArrayNode defaults = json.putArray("defaultLayers");
        for (Layer layer : layers) {
            array.addObject()
                    .put("name", layer.name())
                    .put("channels", layer.channels())
                    .put("stride", layer.stride());
            defaults.add(layer.name());
        }
        return this;
    }

    /** For any change. */
    ObjectNode json() {
        return json;
    }

    ObjectNode input() {
        return (ObjectNode) json.get("input");
    }

    /** Writes manifest and model into {@code <store>/<id>}. */
    Path write(Path store) {
        Path folder = store.resolve(json.get("id").textValue());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("manifest.json"), json.toPrettyString());
            Files.write(folder.resolve("model.bin"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
