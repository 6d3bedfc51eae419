package io.defectsdk.models.internal;

/** Turns texts into tokens. Thread-safe, except that {@link #close()} must not meet a call; {@link Lifecycle} sees to that. */
interface Tokenizer extends AutoCloseable {
    /** Characters of a text that are looked at: far more than any context takes; what lies beyond is cut off before it costs time. */
    int MAX_TEXT_LENGTH = 65_536;

    /**
     * The tokens of a text, as many as it has, without those that begin and end it.
     *
     * @throws io.defectsdk.InferenceException if the tokenizer fails
     */
    long[] tokens(String text);

    @Override
    void close();
}
