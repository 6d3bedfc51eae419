package io.defectsdk.models.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An encoder of sentences in small, right at first and changeable into any wrong one: the mean over a text's tokens of word and position,
 * brought to length 1. Its vocabulary is a unigram model like SentencePiece's, without any normalisation of its own.
 */
final class TinySentences {
    static final int CONTEXT = 10;
    static final int DIMENSION = 4;
    static final int START = 0;
    static final int END = 2;
    static final int UNKNOWN = 3;

    private static final List<String> PIECES = List.of(
            "<s>", "<pad>", "</s>", "<unk>", "▁", "▁query", "▁passage", ":", "▁scratch", "▁dent", "▁긁힘", "▁nan");

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private byte[] model;
    private byte[] tokenizer;

    TinySentences(String id) {
        json.put("formatVersion", 1)
                .put("id", id)
                .put("kind", "sentence-encoder")
                .put("runtime", "onnx")
                .put("licence", "Apache-2.0")
                .put("source", "written by a test")
                .put("output", "embedding")
                .put("dimension", DIMENSION)
                .put("normalised", true)
                .put("contextLength", CONTEXT)
                .put("startToken", START)
                .put("endToken", END)
                .put("unknownToken", UNKNOWN)
                .put("queryPrefix", "query: ")
                .put("passagePrefix", "passage: ");
        json.putObject("input").put("ids", "ids").put("attentionMask", "mask");
        json.putObject("tokenizer");
        model(onnx(true, 1));
        tokenizer(vocabulary());
    }

    /** For any change. */
    ObjectNode json() {
        return json;
    }

    TinySentences model(byte[] content) {
        model = content;
        describe(json, "model.bin", content);
        return this;
    }

    TinySentences tokenizer(byte[] content) {
        tokenizer = content;
        describe((ObjectNode) json.get("tokenizer"), "tokenizer.json", content);
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
            Files.write(folder.resolve("model.bin"), model);
            Files.write(folder.resolve("tokenizer.json"), tokenizer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** A folder that {@link #write} wrote, as an artifact holds it. */
    static PackagedModel packaged(Path folder) {
        return new PackagedModel() {
            @Override
            public String id() {
                return folder.getFileName().toString();
            }

            @Override
            public InputStream open(String fileName) throws IOException {
                return Files.newInputStream(folder.resolve(fileName));
            }
        };
    }

    /**
     * The model.
     *
     * @param normalised whether it brings embeddings to length 1
     * @param factor of all word vectors and positions
     */
    static byte[] onnx(boolean normalised, float factor) {
        OnnxWriter writer = new OnnxWriter()
                .input("ids", OnnxWriter.INT64, "N", "S")
                .input("mask", OnnxWriter.INT64, "N", "S")
                .weights("words", new long[] {PIECES.size(), DIMENSION}, scaled(words(), factor))
                .weights("positions", new long[] {CONTEXT, DIMENSION}, scaled(positions(), factor))
                .weights("seen", new long[] {2, 1}, 0, 1)
                .integers("zero", 0)
                .integers("one", 1)
                .integers("two", 2)
                .integers("row", -1, DIMENSION)
                .node("Shape", List.of("ids"), "shape")
                .node("Slice", List.of("shape", "one", "two", "zero"), "count")
                .node("Slice", List.of("positions", "zero", "count", "zero"), "placed")
                .nodeAlong(0, "Gather", List.of("words", "ids"), "embedded")
                .nodeAlong(0, "Gather", List.of("seen", "mask"), "weight")
                .node("Add", List.of("embedded", "placed"), "tokens")
                .node("Mul", List.of("tokens", "weight"), "weighted")
                .node("ReduceSum", List.of("weighted", "one"), "sum")
                .node("ReduceSum", List.of("weight", "one"), "number")
                .node("Div", List.of("sum", "number"), "mean");
        if (normalised) {
            writer.node("Reshape", List.of("mean", "row"), "pooled")
                    .node("ReduceL2", List.of("pooled"), "length", Map.of("axes", List.of(1L)))
                    .node("Div", List.of("pooled", "length"), "embedding");
        } else {
            writer.node("Reshape", List.of("mean", "row"), "embedding");
        }
        return writer.output("embedding", "N", String.valueOf(DIMENSION)).toBytes();
    }

    /** What the model makes of tokens, reckoned in doubles. */
    static double[] expected(int... tokens) {
        float[] words = words();
        float[] positions = positions();
        double[] sum = new double[DIMENSION];
        for (int i = 0; i < tokens.length; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                sum[d] += words[tokens[i] * DIMENSION + d] + positions[i * DIMENSION + d];
            }
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        for (int d = 0; d < DIMENSION; d++) {
            sum[d] /= Math.sqrt(squares);
        }
        return sum;
    }

    /** The number of a piece. */
    static int piece(String piece) {
        return PIECES.indexOf(piece);
    }

    // the last piece, '▁nan', gives no number
    private static float[] words() {
        float[] words = TinyModel.numbers(PIECES.size() * DIMENSION, 0.83);
        words[words.length - 1] = Float.NaN;
        return words;
    }

    private static float[] positions() {
        return TinyModel.numbers(CONTEXT * DIMENSION, 1.31);
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static byte[] vocabulary() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", "1.0").putNull("padding").putNull("normalizer").putNull("post_processor");
        // as many a file brings it: the encoder, which counts pieces, must not heed it
        root.putObject("truncation")
                .put("direction", "Right")
                .put("max_length", CONTEXT)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        root.putArray("added_tokens");
        ObjectNode spaces = JsonNodeFactory.instance.objectNode();
        spaces.put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "always")
                .put("split", true);
        root.set("pre_tokenizer", spaces);
        root.set("decoder", spaces);
        ArrayNode scores = root.putObject("model")
                .put("type", "Unigram")
                .put("unk_id", UNKNOWN)
                .put("byte_fallback", false)
                .putArray("vocab");
        for (String piece : PIECES) {
            scores.addArray().add(piece).add(piece.equals("▁") ? -5.0 : -1.0);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
