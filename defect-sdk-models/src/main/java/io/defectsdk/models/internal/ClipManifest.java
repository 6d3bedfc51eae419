package io.defectsdk.models.internal;

import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} says about a CLIP model, checked; docs/models.md describes every field. Immutable.
 *
 * @param runtime what runs both models
 * @param licence the weights' licence
 * @param source where the weights come from
 * @param dimension of its embeddings
 * @param image what embeds pictures
 * @param text what embeds texts, where there is such a model
 */
record ClipManifest(
        String id,
        ModelRuntime runtime,
        String licence,
        String source,
        int dimension,
        ImagePart image,
        @Nullable TextPart text) {
    /**
     * The image model: float32 {@code [batch, 3, size, size]}, RGB, {@code (x / 255 - mean) / std}, to float32 {@code [batch,
     * dimension]}.
     *
     * @param input the input's name (ONNX)
     * @param output the output's name (ONNX)
     * @param size side of the square in pixels
     * @param mean by channel, on the scale 0 to 1
     * @param std by channel, on the scale 0 to 1
     */
    record ImagePart(ModelFile file, String input, String output, int size, List<Double> mean, List<Double> std) {
        ImagePart {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    /**
     * The text model: int64 {@code [batch, contextLength]}, to float32 {@code [batch, dimension]}.
     *
     * @param input the input's name (ONNX)
     * @param output the output's name (ONNX)
     * @param contextLength tokens of a text, the first and the last one counted; the rest is 0
     * @param startToken the first token of a text
     * @param endToken the last token of a text
     * @param tokenizer turns texts into tokens, in HuggingFace's format
     */
    record TextPart(
            ModelFile file,
            String input,
            String output,
            int contextLength,
            int startToken,
            int endToken,
            ModelFile tokenizer) {}

    /** What the image model gives and takes. */
    EncoderModel imageModel() {
        return new EncoderModel(
                id,
                "image",
                image.input(),
                image.output(),
                List.of(1L, 3L, (long) image.size(), (long) image.size()),
                dimension);
    }

    /** What the text model gives and takes. */
    EncoderModel textModel(TextPart part) {
        return new EncoderModel(
                id, "text", part.input(), part.output(), List.of(1L, (long) part.contextLength()), dimension);
    }

    /** Its description; the hash is over {@link #canonical()}. */
    Encoder encoder() {
        byte[] hash = ModelFile.newSha256().digest(canonical().getBytes(StandardCharsets.UTF_8));
        return new Encoder(id, HexFormat.of().formatHex(hash), dimension);
    }

    /** All that an embedding depends on, as docs/models.md states it. */
    private String canonical() {
        StringBuilder lines = new StringBuilder("clip 1\n");
        lines.append("dimension ").append(dimension).append('\n');
        lines.append("image ").append(image.file().sha256()).append('\n');
        lines.append("size ").append(image.size()).append('\n');
        lines.append("mean ").append(bits(image.mean())).append('\n');
        lines.append("std ").append(bits(image.std())).append('\n');
        if (text != null) {
            lines.append("text ").append(text.file().sha256()).append('\n');
            lines.append("tokenizer ").append(text.tokenizer().sha256()).append('\n');
            lines.append("contextLength ").append(text.contextLength()).append('\n');
            lines.append("startToken ").append(text.startToken()).append('\n');
            lines.append("endToken ").append(text.endToken()).append('\n');
        }
        return lines.toString();
    }

    // decimal forms differ between Java releases
    private static String bits(List<Double> numbers) {
        return numbers.stream()
                .map(number -> HexFormat.of().toHexDigits(Double.doubleToLongBits(number)))
                .collect(Collectors.joining(" "));
    }
}
