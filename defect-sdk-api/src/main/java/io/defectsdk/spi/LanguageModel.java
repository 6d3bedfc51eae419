package io.defectsdk.spi;

import java.util.function.Consumer;

/**
 * A language model, as a rule a server of its own: never in the process that inspects. Thread-safe; how many calls may run at once is the
 * caller's to bound.
 */
public interface LanguageModel {
    /** What it is called in history and messages, without secrets, such as {@code http://127.0.0.1:11434/v1}. */
    String name();

    /**
     * Answers; blocks until the answer is whole. Interrupting the thread, or throwing from {@code tokens}, ends the call and what the server
     * still does for it; what was thrown comes out.
     *
     * @param request what is asked, and until when
     * @param tokens is given the answer piece by piece as it comes, on the calling thread
     * @return the whole answer
     * @throws io.defectsdk.LanguageModelException {@code LANGUAGE_MODEL_UNAVAILABLE} if it cannot be reached, is overloaded or failed,
     *     after the retries that the deadline leaves room for; {@code LANGUAGE_MODEL_REFUSED} if it refuses the request or the key; {@code
     *     LANGUAGE_MODEL_BROKEN} if what it sends is no answer: cut off, malformed, or larger than is taken; {@code DEADLINE_PASSED} if
     *     it takes longer than the request allows, as a whole or between two pieces
     * @throws java.util.concurrent.CancellationException if the thread was interrupted, which it stays
     */
    ModelAnswer answer(ModelRequest request, Consumer<String> tokens);

    /** Answers, without its pieces; see {@link #answer(ModelRequest, Consumer)}. */
    default ModelAnswer answer(ModelRequest request) {
        return answer(request, piece -> {});
    }
}
