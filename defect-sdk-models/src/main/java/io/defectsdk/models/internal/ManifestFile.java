package io.defectsdk.models.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/** {@code manifest.json}, as far as manifests of all kinds are alike. */
final class ManifestFile {
    static final String FILE_NAME = "manifest.json";

    /** A file's, and a model's own name. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Of an input or output. */
    static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** For people. */
    static final Pattern PROSE = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,1000}");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
    private static final int MAX_MODEL_BYTES = 1 << 30;
    private static final int MAX_TOKENIZER_BYTES = 64 << 20;

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

    private ManifestFile() {}

    /**
     * Reads a manifest and checks that it is of this model and kind.
     *
     * @return its fields; those not asked for yet are the caller's to read
     * @throws ModelLoadException if it cannot be read, or says something else
     */
    static JsonFields read(String id, ModelKind kind, ModelFiles files) {
        String location = files.location(FILE_NAME);
        JsonFields json = JsonFields.of(location, content(files, location));
        json.integer("formatVersion", 1, 1);
        String declaredId = json.text("id", ID);
        if (!declaredId.equals(id)) {
            throw json.invalid("id", "must be '" + id + "', as its folder or artifact is called", declaredId);
        }
        json.choice("kind", kind.field());
        return json;
    }

    /** The kind that a manifest names; a backbone where it names none that is known, or cannot be read: its load will say so. */
    static ModelKind peekKind(ModelFiles files) {
        try {
            String field =
                    content(files, files.location(FILE_NAME)).path("kind").asText();
            return Arrays.stream(ModelKind.values())
                    .filter(kind -> kind.field().equals(field))
                    .findFirst()
                    .orElse(ModelKind.BACKBONE);
        } catch (ModelLoadException e) {
            return ModelKind.BACKBONE;
        }
    }

    /** What runs the model. */
    static ModelRuntime runtime(JsonFields json) {
        return json.choice("runtime", "onnx", "torchscript").equals("onnx")
                ? ModelRuntime.ONNX
                : ModelRuntime.TORCHSCRIPT;
    }

    /** The fields {@code file}, {@code sha256} and {@code bytes}. */
    static ModelFile file(JsonFields json) {
        return new ModelFile(
                json.text("file", ID), json.text("sha256", HASH), json.integer("bytes", 1, MAX_MODEL_BYTES));
    }

    /** The field {@code tokenizer}, a vocabulary's file. */
    static ModelFile tokenizer(JsonFields json) {
        JsonFields tokenizerJson = json.object("tokenizer");
        ModelFile tokenizer = file(tokenizerJson);
        if (tokenizer.bytes() > MAX_TOKENIZER_BYTES) {
            throw tokenizerJson.invalid("bytes", "must be at most " + MAX_TOKENIZER_BYTES, tokenizer.bytes());
        }
        tokenizerJson.end();
        return tokenizer;
    }

    private static JsonNode content(ModelFiles files, String location) {
        try (InputStream stream = files.open(FILE_NAME)) {
            byte[] content = stream.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (content.length > MAX_MANIFEST_BYTES) {
                throw JsonFields.invalid(location, "it is larger than " + MAX_MANIFEST_BYTES + " bytes");
            }
            return JSON.readTree(content);
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
}
