package io.defectsdk.openai;

import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelRequest;
import io.defectsdk.spi.ModelRequest.Message;
import io.defectsdk.spi.ModelRequest.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** Requests, and what they must come to. */
final class Asking {
    static final Duration LONG = Duration.ofSeconds(30);

    private Asking() {}

    static ModelRequest within(Duration timeout) {
        return new ModelRequest(
                Optional.of("asked"),
                false,
                List.of(new Message(Role.SYSTEM, "규칙"), new Message(Role.USER, "왜 긁혔습니까?")),
                0.5,
                100,
                Optional.empty(),
                timeout);
    }

    static ModelRequest anything() {
        return within(LONG);
    }

    static ModelRequest withSchema(String schema) {
        ModelRequest plain = anything();
        return new ModelRequest(
                plain.model(),
                plain.quantised(),
                plain.messages(),
                plain.temperature(),
                plain.maxTokens(),
                Optional.of(schema),
                plain.timeout());
    }

    static ModelRequest of(Optional<String> model, boolean quantised) {
        ModelRequest plain = anything();
        return new ModelRequest(
                model,
                quantised,
                plain.messages(),
                plain.temperature(),
                plain.maxTokens(),
                plain.jsonSchema(),
                plain.timeout());
    }

    static LanguageModelException fails(LanguageModel model, ModelRequest request, ErrorCode code) {
        LanguageModelException failure =
                Assertions.catchThrowableOfType(LanguageModelException.class, () -> model.answer(request));
        Assertions.assertThat(failure).as("an answer was given").isNotNull();
        Assertions.assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        return failure;
    }

    /** All that somebody could read: messages, causes, what was suppressed. */
    static String everythingSaid(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
