package io.defectsdk.config;

import io.defectsdk.internal.Checks;
import java.util.Optional;

/**
 * Parameters of the language model. Immutable.
 *
 * @param modelName which model, 1 to 200 characters, such as {@code mistralai/Mistral-7B-Instruct-v0.2}
 * @param temperature sampling temperature, 0 to 2
 * @param maxTokens length of an answer in tokens at most, 1 to 100,000
 * @param use4bit whether a model quantised to four bits is asked for
 */
public record LlmParams(
        Optional<String> modelName,
        Optional<Double> temperature,
        Optional<Integer> maxTokens,
        Optional<Boolean> use4bit)
        implements ModelParams {
    /** Checks the ranges. */
    public LlmParams {
        modelName.ifPresent(value -> Checks.text(value, "model_name", 200));
        temperature.ifPresent(value -> Checks.inRange(value, "temperature", 0, 2));
        maxTokens.ifPresent(value -> Checks.inRange(value, "max_tokens", 1, 100_000));
    }

    /** Nothing set. */
    public static LlmParams none() {
        return new LlmParams(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with this model. */
    public LlmParams withModelName(String name) {
        return new LlmParams(Optional.of(name), temperature, maxTokens, use4bit);
    }

    /** The same with this temperature. */
    public LlmParams withTemperature(double value) {
        return new LlmParams(modelName, Optional.of(value), maxTokens, use4bit);
    }

    /** The same with this length. */
    public LlmParams withMaxTokens(int count) {
        return new LlmParams(modelName, temperature, Optional.of(count), use4bit);
    }

    /** The same with this choice. */
    public LlmParams withUse4bit(boolean quantised) {
        return new LlmParams(modelName, temperature, maxTokens, Optional.of(quantised));
    }
}
