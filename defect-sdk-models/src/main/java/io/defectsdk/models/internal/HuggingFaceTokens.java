package io.defectsdk.models.internal;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A vocabulary in HuggingFace's format in DJL's tokenizer, whose native library lies in its artifact. Loaded when the first text
 * encoder is: DJL is an optional dependency. Thread-safe as {@link Tokenizer} says.
 */
final class HuggingFaceTokens implements Tokenizer {
    // the encoder cuts and fills up, as its model asks
    private static final Map<String, String> PLAIN =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final String encoderId;
    private final HuggingFaceTokenizer tokenizer;

    private HuggingFaceTokens(String encoderId, HuggingFaceTokenizer tokenizer) {
        this.encoderId = encoderId;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a vocabulary from verified bytes.
     *
     * @throws ModelLoadException if DJL may reach for the network, misses a part, or refuses the vocabulary
     */
    static HuggingFaceTokens open(String encoderId, byte[] vocabulary) {
        DjlNetwork.requireOffline("the tokenizer of encoder '" + encoderId + "'");
        try {
            return new HuggingFaceTokens(
                    encoderId, HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(vocabulary), PLAIN));
        } catch (EngineException e) {
            throw TokenizerRuntime.missing(encoderId, e);
        } catch (IOException | RuntimeException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "the tokenizer of encoder '" + encoderId + "' cannot be loaded: " + e.getMessage()
                            + ". Export the model again (docs/models.md says how)",
                    e);
        }
    }

    @Override
    public long[] tokens(String text) {
        String cleaned = text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH));
        // halves of surrogate pairs become question marks: the native side takes Unicode alone
        String unicode = new String(cleaned.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try {
            return tokenizer.encode(unicode, false, false).getIds();
        } catch (RuntimeException e) {
            throw new InferenceException(
                    "the tokenizer of encoder '" + encoderId + "' failed on a text of " + text.length()
                            + " characters: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
