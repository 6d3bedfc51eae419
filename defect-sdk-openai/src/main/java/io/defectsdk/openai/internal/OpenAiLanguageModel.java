package io.defectsdk.openai.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A language model by {@code POST /chat/completions}. Thread-safe. */
public final class OpenAiLanguageModel implements LanguageModel {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiLanguageModel.class);

    /** A server may send less than a token at a time, character by character at worst, and says some things beside. */
    private static final int EVENTS_PER_TOKEN = 16;

    private static final int EVENTS_BESIDE = 1000;

    private final Calls calls;
    private final ModelNames names;
    private final Duration idleTimeout;
    private final boolean streamed;
    private final int maxAnswerBytes;
    private final AtomicBoolean toldOfSchema = new AtomicBoolean();

    /** A model of this server. */
    public OpenAiLanguageModel(Connection connection, ModelNames names, Duration idleTimeout, boolean streamed) {
        this.calls = new Calls(connection);
        this.names = names;
        this.idleTimeout = idleTimeout;
        this.streamed = streamed;
        this.maxAnswerBytes = connection.maxAnswerBytes();
    }

    @Override
    public String name() {
        return calls.server().toString();
    }

    @Override
    public ModelAnswer answer(ModelRequest request, Consumer<String> tokens) {
        requireNonNull(tokens, "tokens");
        Deadline deadline = new Deadline(calls.timing(), request.timeout());
        Optional<JsonNode> schema = request.jsonSchema().map(Json::schema);
        try {
            try {
                return ask(request, schema, deadline, tokens);
            } catch (FailedCall failure) {
                if (schema.isEmpty() || !failure.refusesSchema()) {
                    throw failure;
                }
                if (toldOfSchema.compareAndSet(false, true)) {
                    LOG.warn(
                            "The language model is asked again without the JSON schema that its answer should follow, because"
                                    + " its server refuses that (said once): {}",
                            failure.getMessage());
                }
                return ask(request, Optional.empty(), deadline, tokens);
            }
        } catch (FailedCall failure) {
            throw failure.ofLanguageModel();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The interrupt stays, and what was called ends. */
    static CancellationException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted while a server answered");
        cancelled.initCause(cause);
        return cancelled;
    }

    private ModelAnswer ask(ModelRequest request, Optional<JsonNode> schema, Deadline deadline, Consumer<String> tokens)
            throws FailedCall, InterruptedException {
        Optional<String> model = names.of(request.model(), request.quantised());
        byte[] body = Json.bytes(body(request, model, schema));
        try (Reply reply = calls.post("chat/completions", body, deadline, maxAnswerBytes)) {
            int mostEvents = request.maxTokens() * EVENTS_PER_TOKEN + EVENTS_BESIDE;
            AnswerBuilder answer = new AnswerBuilder(reply, model.orElse("the model"), mostEvents, tokens);
            if (reply.isJson()) {
                answer.whole(reply.all());
            } else if (reply.isEventStream()) {
                read(reply, answer);
            } else {
                throw reply.wrongType();
            }
            return answer.answer();
        }
    }

    private void read(Reply reply, AnswerBuilder answer) throws FailedCall, InterruptedException {
        ServerSentEvents events = new ServerSentEvents(maxAnswerBytes);
        while (!answer.done()) {
            // until it begins the server reads the prompt, which takes as long as it takes
            Duration idle = answer.begun() ? idleTimeout : Duration.ofDays(365);
            @Nullable List<ByteBuffer> bytes = reply.next(idle);
            for (String event : bytes == null ? events.end() : events.read(bytes)) {
                answer.event(event);
            }
            if (bytes == null) {
                return;
            }
        }
    }

    private ObjectNode body(ModelRequest request, Optional<String> model, Optional<JsonNode> schema) {
        ObjectNode body = Json.object();
        model.ifPresent(name -> body.put("model", name));
        ArrayNode messages = body.putArray("messages");
        for (ModelRequest.Message message : request.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        body.put("temperature", request.temperature());
        body.put("max_tokens", request.maxTokens());
        body.put("stream", streamed);
        if (streamed) {
            body.putObject("stream_options").put("include_usage", true);
        }
        schema.ifPresent(node -> body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "answer")
                .put("strict", true)
                .set("schema", node));
        return body;
    }

    @Override
    public String toString() {
        return "language model at " + name();
    }
}
