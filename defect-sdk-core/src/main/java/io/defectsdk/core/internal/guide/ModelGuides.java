package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.config.LlmParams;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuideRequest.Wording;
import io.defectsdk.guide.ModelUse;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelAnswer.End;
import io.defectsdk.spi.ModelRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks a language model to choose or to write, and keeps of its answer what the manuals support. Thread-safe. */
final class ModelGuides {
    private final ModelCalls calls;
    private final Glossary glossary;

    ModelGuides(ModelCalls calls, Glossary glossary) {
        this.calls = calls;
        this.glossary = glossary;
    }

    /**
     * What is asked.
     *
     * @param product what people call the product
     * @param defect what people call the defect type, where it is known
     * @param seen what somebody saw, in words
     * @param timeout how long it may take
     */
    record Question(
            String product,
            Optional<String> defect,
            Optional<String> seen,
            Candidates candidates,
            Wording wording,
            GuideLanguage language,
            LlmParams params,
            Duration timeout) {}

    /**
     * What came of it.
     *
     * @param answer what is left of the answer; empty where there was none
     * @param use what the model did; empty where it gave no answer
     * @param failure why there is nothing to be used
     */
    record Outcome(Optional<CheckedAnswer> answer, Optional<ModelUse> use, Optional<String> failure) {}

    Outcome ask(Question question, Consumer<String> tokens) {
        Prompt prompt = question.wording() == Wording.REPHRASED ? Prompt.REPHRASE : Prompt.CHOOSE;
        long start = System.nanoTime();
        ModelAnswer answer;
        try {
            answer = calls.ask(request(question, prompt), tokens);
        } catch (LanguageModelException e) {
            return new Outcome(Optional.empty(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
        CheckedAnswer checked = check(question, prompt, answer);
        ModelUse use = new ModelUse(
                answer.model(),
                prompt.version(),
                answer.promptTokens(),
                answer.answerTokens(),
                Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MICROS),
                checked.dropped());
        return new Outcome(
                checked.failure().isPresent() ? Optional.empty() : Optional.of(checked),
                Optional.of(use),
                checked.failure());
    }

    private static ModelRequest request(Question question, Prompt prompt) {
        LlmParams params = question.params();
        return new ModelRequest(
                params.modelName(),
                params.use4bit().orElse(false),
                List.of(
                        prompt.rules(question.language()),
                        Prompt.data(question.product(), question.defect(), question.seen(), question.candidates())),
                params.temperature().orElse(0.0),
                params.maxTokens().orElseThrow(),
                Optional.of(prompt.schema(question.candidates().ids())),
                question.timeout());
    }

    private CheckedAnswer check(Question question, Prompt prompt, ModelAnswer answer) {
        if (answer.end() != End.COMPLETE) {
            return CheckedAnswer.unfit(
                    answer.end() == End.TOO_LONG
                            ? "the language model's answer was cut off at max_tokens"
                            : "the language model's server stopped its answer",
                    0);
        }
        Optional<JsonNode> object = ModelText.object(answer.text());
        if (object.isEmpty()) {
            return CheckedAnswer.unfit("the language model's answer is not the JSON that was asked for", 0);
        }
        return prompt == Prompt.CHOOSE
                ? ChosenSentences.of(object.get(), question.candidates())
                : RephrasedSentences.of(
                        object.get(), question.candidates(), new Faithfulness(glossary, question.language()));
    }
}
