package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.models.internal.ClipManifest.TextPart;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.TextEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/** CLIP's text encoder. Thread-safe. */
final class ClipTextEncoder implements TextEncoder, AutoCloseable {
    private final Encoder encoder;
    private final TextPart part;
    private final Tokenizer tokenizer;
    private final EncoderSession session;
    private final Lifecycle lifecycle;

    private ClipTextEncoder(ClipManifest manifest, TextPart part, Tokenizer tokenizer, EncoderSession session) {
        this.encoder = manifest.encoder();
        this.part = part;
        this.tokenizer = tokenizer;
        this.session = session;
        this.lifecycle = new Lifecycle("encoder '" + manifest.id() + "'");
    }

    /**
     * An encoder that was tried out.
     *
     * @param tokenizer closed with the encoder, and when the trial fails
     * @param session closed with the encoder, and when the trial fails
     * @throws io.defectsdk.ModelLoadException if the model fails, or gives something else than its manifest says
     */
    static ClipTextEncoder of(ClipManifest manifest, TextPart part, Tokenizer tokenizer, EncoderSession session) {
        return TrialRun.require(manifest.id(), () -> closeBoth(tokenizer, session), () -> {
            ClipTextEncoder loaded = new ClipTextEncoder(manifest, part, tokenizer, session);
            loaded.embed("a scratch");
            return loaded;
        });
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Embedding embed(String text) {
        if (requireNonNull(text, "text").isBlank()) {
            throw new IllegalArgumentException("a text to be embedded must not be blank");
        }
        return lifecycle.use(() -> session.run(input(tokens(text))));
    }

    /** A text as the model takes it, {@code [contextLength]}: the start token, the text's as far as they fit, the end token, zeros. */
    long[] tokens(String text) {
        long[] words = tokenizer.tokens(text);
        long[] tokens = new long[part.contextLength()];
        int count = Math.min(words.length, tokens.length - 2);
        tokens[0] = part.startToken();
        System.arraycopy(words, 0, tokens, 1, count);
        tokens[count + 1] = part.endToken();
        return tokens;
    }

    private static LongBuffer input(long[] tokens) {
        LongBuffer input = ByteBuffer.allocateDirect(tokens.length * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        return input.put(0, tokens);
    }

    @Override
    public void close() {
        lifecycle.close(() -> closeBoth(tokenizer, session));
    }

    private static void closeBoth(Tokenizer tokenizer, EncoderSession session) {
        Closing.all(List.of(tokenizer::close, session::close));
    }
}
