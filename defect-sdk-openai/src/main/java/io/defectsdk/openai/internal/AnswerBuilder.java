package io.defectsdk.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.ErrorCode;
import io.defectsdk.spi.ModelAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together from {@code chat.completion} or the {@code chat.completion.chunk}s of a stream, and gives its pieces away as they
 * come. Confined to one thread.
 */
final class AnswerBuilder {
    private static final String DONE = "[DONE]";

    private final Reply reply;
    private final Consumer<String> tokens;
    private final int mostEvents;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Surrogates surrogates = new Surrogates();
    private String model;
    private @Nullable String finishReason;
    private OptionalInt promptTokens = OptionalInt.empty();
    private OptionalInt answerTokens = OptionalInt.empty();
    private int events;
    private boolean done;

    /** For one reply, to a request for this model; with so many events at most. */
    AnswerBuilder(Reply reply, String model, int mostEvents, Consumer<String> tokens) {
        this.reply = reply;
        this.model = model;
        this.mostEvents = mostEvents;
        this.tokens = tokens;
    }

    /** Whether the server said that nothing more comes. */
    boolean done() {
        return done;
    }

    /** Whether a piece was given away. */
    boolean begun() {
        return text.length() > 0;
    }

    /** An event of a stream. */
    void event(String data) throws FailedCall {
        if (done || data.isBlank()) {
            return;
        }
        if (data.strip().equals(DONE)) {
            done = true;
            return;
        }
        events++;
        if (events > mostEvents) {
            throw FailedCall.broken(reply.address() + " sent more than " + mostEvents
                    + " pieces; that many do not belong to an answer of the length that was asked for");
        }
        JsonNode chunk = Json.object(data.getBytes(StandardCharsets.UTF_8), reply);
        common(chunk);
        JsonNode choices = choices(chunk);
        // the chunk that tells the usage has none, nor has one of filters that some send first
        if (!choices.isEmpty()) {
            choice(choices.get(0), "delta");
        }
    }

    /** An answer in one piece. */
    void whole(byte[] body) throws FailedCall {
        JsonNode completion = Json.object(body, reply);
        common(completion);
        JsonNode choices = choices(completion);
        if (choices.isEmpty()) {
            throw FailedCall.broken(reply.address() + " sent an answer without a choice");
        }
        choice(choices.get(0), "message");
        done = true;
    }

    private void common(JsonNode node) throws FailedCall {
        JsonNode error = node.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE,
                    reply.address() + " failed while it answered: '"
                            + reply.excerpt(Json.errorOf(node, error.toString())) + "'",
                    null);
        }
        noteModel(node);
        JsonNode usage = node.path("usage");
        if (usage.isObject()) {
            promptTokens = count(usage.path("prompt_tokens"));
            answerTokens = count(usage.path("completion_tokens"));
        }
    }

    private void noteModel(JsonNode node) {
        String named = reply.excerpt(node.path("model").asText(""));
        if (!named.isEmpty()) {
            model = named;
        }
    }

    private static OptionalInt count(JsonNode node) {
        return node.isInt() && node.intValue() >= 0 ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }

    private JsonNode choices(JsonNode node) throws FailedCall {
        JsonNode choices = node.path("choices");
        if (!choices.isArray()) {
            throw FailedCall.broken(reply.address() + " sent JSON that is no answer, without 'choices': '"
                    + reply.excerpt(node.toString()) + "'");
        }
        return choices;
    }

    private void choice(JsonNode choice, String holder) throws FailedCall {
        JsonNode said = choice.path(holder);
        if (said.path("tool_calls").size() > 0 || said.path("function_call").isObject()) {
            throw FailedCall.broken(
                    reply.address() + " wants a tool to be called, but none was offered; is this model one for chats?");
        }
        refusal.append(said.path("refusal").asText(""));
        piece(said.path("content"));
        JsonNode reason = choice.path("finish_reason");
        if (reason.isTextual() && !reason.textValue().isEmpty()) {
            finishReason = reason.textValue();
        }
    }

    private void piece(JsonNode content) throws FailedCall {
        if (content.isMissingNode() || content.isNull()) {
            return;
        }
        if (!content.isTextual()) {
            throw FailedCall.broken(reply.address() + " sent content that is no text, but "
                    + content.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        if (content.textValue().isEmpty()) {
            return;
        }
        if (finishReason != null) {
            throw FailedCall.broken(reply.address() + " went on with its answer after it had ended it");
        }
        give(surrogates.whole(content.textValue()));
    }

    private void give(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            tokens.accept(piece);
        }
    }

    /** The whole answer. */
    ModelAnswer answer() throws FailedCall {
        if (refusal.length() > 0) {
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_REFUSED,
                    model + " at " + reply.address() + " refuses to answer: '" + reply.excerpt(refusal.toString())
                            + "'",
                    null);
        }
        if (!done && finishReason == null) {
            throw FailedCall.broken(reply.address() + " broke off its answer after " + events + " pieces and "
                    + text.length() + " characters");
        }
        give(surrogates.rest());
        return new ModelAnswer(text.toString(), end(), model, promptTokens, answerTokens);
    }

    private ModelAnswer.End end() throws FailedCall {
        if (finishReason == null) {
            return ModelAnswer.End.STOPPED;
        }
        return switch (finishReason) {
            case "stop" -> ModelAnswer.End.COMPLETE;
            case "length" -> ModelAnswer.End.TOO_LONG;
            case "tool_calls", "function_call" ->
                throw FailedCall.broken(reply.address() + " wants a tool to be called, but none was offered");
            default -> ModelAnswer.End.STOPPED;
        };
    }
}
