package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a language model did for a guide. Immutable.
 *
 * @param model which model answered, as its server says
 * @param promptVersion which prompt it was asked with, such as {@code choose-1}
 * @param promptTokens length of what it was asked, where the server counts
 * @param answerTokens length of what it answered, where the server counts
 * @param time how long it took, to the microsecond
 * @param dropped sentences, or ids of sentences, of its answer that nothing in the manuals supports, at least 0
 */
public record ModelUse(
        String model,
        String promptVersion,
        OptionalInt promptTokens,
        OptionalInt answerTokens,
        Duration time,
        int dropped) {
    /** Checks that all is there. */
    public ModelUse {
        requireNonNull(model, "model");
        requireNonNull(promptVersion, "promptVersion");
        requireNonNull(promptTokens, "promptTokens");
        requireNonNull(answerTokens, "answerTokens");
        requireNonNull(time, "time");
        if (dropped < 0) {
            throw new IllegalArgumentException("a count is at least 0, but is " + dropped);
        }
    }
}
