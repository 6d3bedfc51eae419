package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.InferenceException;
import io.defectsdk.models.internal.SentenceTokenizer.Tokens;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.SentenceEncoder;
import java.util.Arrays;
import java.util.List;

/** An encoder of sentences that was loaded. Thread-safe. */
final class LoadedSentenceEncoder implements SentenceEncoder, AutoCloseable {
    /** How far from 1 the length of an embedding may be that the model normalised. */
    private static final double LENGTH_TOLERANCE = 1e-3;

    private final SentenceManifest manifest;
    private final Encoder encoder;
    private final SentenceTokenizer tokenizer;
    private final OnnxSentenceSession session;
    private final Lifecycle lifecycle;

    private LoadedSentenceEncoder(SentenceManifest manifest, SentenceTokenizer tokenizer, OnnxSentenceSession session) {
        this.manifest = manifest;
        this.encoder = manifest.encoder();
        this.tokenizer = tokenizer;
        this.session = session;
        this.lifecycle = new Lifecycle("encoder '" + manifest.id() + "'");
    }

    /**
     * An encoder that was tried out, on as many tokens as a text may have, too.
     *
     * @param tokenizer closed with the encoder, and when the trial fails
     * @param session closed with the encoder, and when the trial fails
     * @throws io.defectsdk.ModelLoadException if the model fails, or gives something else than its manifest says
     */
    static LoadedSentenceEncoder of(
            SentenceManifest manifest, SentenceTokenizer tokenizer, OnnxSentenceSession session) {
        return TrialRun.require(manifest.id(), () -> closeBoth(tokenizer, session), () -> {
            LoadedSentenceEncoder loaded = new LoadedSentenceEncoder(manifest, tokenizer, session);
            for (Purpose purpose : Purpose.values()) {
                loaded.embed(List.of("a scratch"), purpose);
            }
            long[] full = new long[manifest.contextLength()];
            Arrays.fill(full, manifest.endToken());
            loaded.embedding(full);
            return loaded;
        });
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public List<EmbeddedText> embed(List<String> texts, Purpose purpose) {
        requireNonNull(purpose, "purpose");
        List<String> given = List.copyOf(texts);
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).isBlank()) {
                throw new IllegalArgumentException(
                        "a text to be embedded must not be blank, but text " + i + " of " + given.size() + " is");
            }
        }
        // between two texts a close may come through
        return given.stream()
                .map(text -> lifecycle.use(() -> embed(text, purpose)))
                .toList();
    }

    private EmbeddedText embed(String text, Purpose purpose) {
        Tokens tokens = tokenizer.tokens(text, purpose);
        return new EmbeddedText(embedding(tokens.values()), tokens.pieces(), tokens.unknown(), tokens.cutOff());
    }

    private Embedding embedding(long[] tokens) {
        Embedding embedding = session.run(tokens);
        float[] values = embedding.values();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (manifest.normalised()) {
            requireLengthOne(length);
            return embedding;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / length);
        }
        return Embedding.of(values);
    }

    private void requireLengthOne(double length) {
        if (Math.abs(length - 1) > LENGTH_TOLERANCE) {
            throw new InferenceException(
                    "the model of encoder '" + encoder.id() + "' gave an embedding of length " + length
                            + ", but its manifest says that they are normalised, which is length 1: set 'normalised' to"
                            + " false, or export it again (docs/models.md says how)",
                    null);
        }
    }

    @Override
    public void close() {
        lifecycle.close(() -> closeBoth(tokenizer, session));
    }

    private static void closeBoth(SentenceTokenizer tokenizer, OnnxSentenceSession session) {
        Closing.all(List.of(tokenizer::close, session::close));
    }
}
