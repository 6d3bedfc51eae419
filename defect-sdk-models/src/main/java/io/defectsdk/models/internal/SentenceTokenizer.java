package io.defectsdk.models.internal;

import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.text.Normalizer;
import java.util.Arrays;

/** Turns texts into what an encoder of sentences takes. Thread-safe as {@link Tokenizer} is, and closed as it. */
final class SentenceTokenizer implements AutoCloseable {
    private final SentenceManifest manifest;
    private final Tokenizer tokenizer;

    SentenceTokenizer(SentenceManifest manifest, Tokenizer tokenizer) {
        this.manifest = manifest;
        this.tokenizer = tokenizer;
    }

    /** A text as the model takes it. */
    static final class Tokens {
        private final long[] values;
        private final int pieces;
        private final int unknown;
        private final boolean cutOff;

        private Tokens(long[] values, int pieces, int unknown, boolean cutOff) {
            this.values = values;
            this.pieces = pieces;
            this.unknown = unknown;
            this.cutOff = cutOff;
        }

        /** The first and the last one included, as many as the context at most; only to be read. */
        long[] values() {
            return values;
        }

        /** Pieces of the text without its prefix, those beyond the context included. */
        int pieces() {
            return pieces;
        }

        /** How many of them the vocabulary does not have. */
        int unknown() {
            return unknown;
        }

        /** Whether something of the text was left out. */
        boolean cutOff() {
            return cutOff;
        }
    }

    /**
     * Puts the prefix before a text, without the white space around it and composed (NFC), and cuts it into pieces.
     *
     * @throws io.defectsdk.InferenceException if the tokenizer fails
     */
    Tokens tokens(String text, Purpose purpose) {
        String stripped = text.strip();
        // composing a text of any length would cost time and memory
        String beginning = stripped.substring(0, Math.min(stripped.length(), Tokenizer.MAX_TEXT_LENGTH));
        String prefix = manifest.prefix(purpose);
        String input = prefix + Normalizer.normalize(beginning, Normalizer.Form.NFC);
        long[] pieces = tokenizer.tokens(input);
        int taken = Math.min(pieces.length, manifest.contextLength() - 2);
        int own = Math.max(0, pieces.length - piecesOf(prefix));
        return new Tokens(
                framed(pieces, taken),
                own,
                Math.min(own, unknown(pieces)),
                taken < pieces.length
                        || beginning.length() < stripped.length()
                        || input.length() > Tokenizer.MAX_TEXT_LENGTH);
    }

    private long[] framed(long[] pieces, int taken) {
        long[] tokens = new long[taken + 2];
        tokens[0] = manifest.startToken();
        System.arraycopy(pieces, 0, tokens, 1, taken);
        tokens[taken + 1] = manifest.endToken();
        return tokens;
    }

    // the space that ends a prefix belongs to the word after it
    private int piecesOf(String prefix) {
        return prefix.isBlank() ? 0 : tokenizer.tokens(prefix.strip()).length;
    }

    private int unknown(long[] pieces) {
        if (manifest.unknownToken().isEmpty()) {
            return 0;
        }
        int unknown = manifest.unknownToken().getAsInt();
        return (int) Arrays.stream(pieces).filter(piece -> piece == unknown).count();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
