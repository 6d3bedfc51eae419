package io.defectsdk.models.internal;

/** Turns texts into tokens. Thread-safe, except that {@link #close()} must not meet a call; {@link Lifecycle} sees to that. */
interface Tokenizer extends AutoCloseable {
    /**
     * The tokens of a text, as many as it has, without those that begin and end it.
     *
     * @throws io.defectsdk.InferenceException if the tokenizer fails
     */
    long[] tokens(String text);

    @Override
    void close();
}
