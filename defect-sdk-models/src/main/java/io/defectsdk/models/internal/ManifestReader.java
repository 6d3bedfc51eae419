package io.defectsdk.models.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code manifest.json}, strictly: a missing, unknown or ill-typed field is an error that names it. */
final class ManifestReader {
    static final String FILE_NAME = "manifest.json";

    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
    private static final int MAX_MODEL_BYTES = 1 << 30;
    private static final int MAX_LAYERS = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern PROSE = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,1000}");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestReader() {}

    /**
     * Reads the manifest of one model.
     *
     * @param id what the model must be called
     * @throws ModelLoadException if the manifest cannot be read, or says something that cannot be
     */
    static ModelManifest read(String id, ModelFiles files) {
        String location = files.location(FILE_NAME);
        try {
            return parse(id, location, content(files, location));
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "the model manifest " + location + " is not JSON: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null
                                    ? "unknown"
                                    : e.getLocation().getLineNr()) + ")",
                    e);
        } catch (IOException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING, "the model manifest " + location + " cannot be read: " + e, e);
        }
    }

    private static byte[] content(ModelFiles files, String location) throws IOException {
        try (InputStream stream = files.open(FILE_NAME)) {
            byte[] content = stream.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (content.length > MAX_MANIFEST_BYTES) {
                throw JsonFields.invalid(location, "it is larger than " + MAX_MANIFEST_BYTES + " bytes");
            }
            return content;
        }
    }

    private static ModelManifest parse(String id, String location, byte[] content) throws IOException {
        JsonFields json = JsonFields.of(location, JSON.readTree(content));
        json.integer("formatVersion", 1, 1);
        String declaredId = json.text("id", ID);
        if (!declaredId.equals(id)) {
            throw json.invalid("id", "must be '" + id + "', as its folder or artifact is called", declaredId);
        }
        json.choice("kind", "backbone");
        ModelRuntime runtime = json.choice("runtime", "onnx", "torchscript").equals("onnx")
                ? ModelRuntime.ONNX
                : ModelRuntime.TORCHSCRIPT;
        String file = json.text("file", ID);
        String sha256 = json.text("sha256", HASH);
        int bytes = json.integer("bytes", 1, MAX_MODEL_BYTES);
        String licence = json.text("licence", PROSE);
        String source = json.text("source", PROSE);

        JsonFields inputJson = json.object("input");
        int multiple = inputJson.integer("multiple", 1, 1024);
        inputJson.choice("colourOrder", "RGB");
        Input input = new Input(
                inputJson.text("name", NAME),
                inputJson.numbers("mean", 3, -1, 1),
                inputJson.numbers("std", 3, 1e-4, 10));
        inputJson.end();

        List<Layer> layers = layers(json, multiple);
        List<String> defaultLayers = json.texts("defaultLayers", layers.size(), NAME);
        List<String> inOrder =
                layers.stream().map(Layer::name).filter(defaultLayers::contains).toList();
        if (!defaultLayers.equals(inOrder)) {
            throw json.invalid(
                    "defaultLayers", "must name different ones of 'layers', in the same order", defaultLayers);
        }
        json.end();
        return new ModelManifest(
                runtime,
                file,
                bytes,
                licence,
                source,
                input,
                new Backbone(id, sha256, layers, defaultLayers, multiple));
    }

    private static List<Layer> layers(JsonFields json, int multiple) {
        List<Layer> layers = new ArrayList<>();
        for (JsonFields layerJson : json.objects("layers", MAX_LAYERS)) {
            String name = layerJson.text("name", NAME);
            if (layers.stream().anyMatch(layer -> layer.name().equals(name))) {
                throw layerJson.invalid("name", "must differ from the other layers' names", name);
            }
            int channels = layerJson.integer("channels", 1, 65_536);
            int stride = layerJson.integer("stride", 1, 1024);
            if (multiple % stride != 0) {
                throw layerJson.invalid("stride", "must divide 'input.multiple', which is " + multiple, stride);
            }
            if (!layers.isEmpty() && layers.get(layers.size() - 1).stride() > stride) {
                throw layerJson.invalid("stride", "must not be smaller than the layer's before it", stride);
            }
            layerJson.end();
            layers.add(new Layer(name, channels, stride));
        }
        return layers;
    }
}
