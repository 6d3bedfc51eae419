package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a language model is asked. Immutable.
 *
 * @param model as the product's parameters name it, such as {@code mistralai/Mistral-7B-Instruct-v0.2}; empty: the model's own default
 * @param quantised whether its form of four bits is asked for ({@code use_4bit}); how that is called is the implementation's to know
 * @param messages the conversation, at least one
 * @param temperature of sampling, 0 to 2
 * @param maxTokens length of the answer at most, 1 to 100,000
 * @param jsonSchema a JSON schema, as JSON, that the answer must follow, where the server can hold the model to one
 * @param timeout how long the whole answer may take, retries included; above 0
 */
public record ModelRequest(
        Optional<String> model,
        boolean quantised,
        List<Message> messages,
        double temperature,
        int maxTokens,
        Optional<String> jsonSchema,
        Duration timeout) {
    /** Who says something. */
    public enum Role {
        /** The rules. */
        SYSTEM,
        /** The one who asks. */
        USER,
        /** The model. */
        ASSISTANT
    }

    /** Something that was said; not blank. */
    public record Message(Role role, String text) {
        /** Checks that it says something. */
        public Message {
            requireNonNull(role, "role");
            if (text.isBlank()) {
                throw new IllegalArgumentException("a message says something, but this one is blank");
            }
        }
    }

    /** Checks the ranges, and copies the list. */
    public ModelRequest {
        requireNonNull(model, "model");
        requireNonNull(jsonSchema, "jsonSchema");
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request holds at least one message");
        }
        Checks.inRange(temperature, "temperature", 0, 2);
        Checks.inRange(maxTokens, "maxTokens", 1, 100_000);
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout is above 0, but is " + timeout);
        }
    }
}
