package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What a language model said. Immutable.
 *
 * @param text the whole answer, never more than what {@link LanguageModel} gave piece by piece
 * @param end why it ended
 * @param model which model answered, as the server says, or as it was asked for
 * @param promptTokens length of what was asked, where the server counts
 * @param answerTokens length of the answer, where the server counts
 */
public record ModelAnswer(String text, End end, String model, OptionalInt promptTokens, OptionalInt answerTokens) {
    /** Why an answer ended. */
    public enum End {
        /** The model had said everything. */
        COMPLETE,
        /** It reached its length. */
        TOO_LONG,
        /** Anything else, such as a filter of the server's. */
        STOPPED
    }

    /** Checks that all is there. */
    public ModelAnswer {
        requireNonNull(text, "text");
        requireNonNull(end, "end");
        requireNonNull(model, "model");
    }
}
