package io.defectsdk.openai;

import static java.util.Objects.requireNonNull;

import io.defectsdk.openai.internal.ApiKey;
import io.defectsdk.openai.internal.Connection;
import io.defectsdk.openai.internal.ModelNames;
import io.defectsdk.openai.internal.OpenAiLanguageModel;
import io.defectsdk.openai.internal.OpenAiSentenceEncoder;
import io.defectsdk.openai.internal.OpenAiSentenceEncoder.Prefixes;
import io.defectsdk.openai.internal.ServerAddress;
import io.defectsdk.openai.internal.Timing;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.SentenceEncoder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server that speaks OpenAI's protocol, such as Ollama, llama-server or vLLM, and how it is called. Immutable: each method gives another one,
 * so that one server can be described once and used for several purposes. Nothing is sent before what it makes is used.
 *
 * <pre>{@code
 * LanguageModel mistral = OpenAiCompatible.at(URI.create("http://127.0.0.1:11434/v1"))
 *         .served("mistralai/Mistral-7B-Instruct-v0.2", "mistral:7b-instruct-v0.2-fp16", "mistral:7b-instruct-v0.2-q4_K_M")
 *         .languageModel();
 * }</pre>
 *
 * <p>What it makes is thread-safe and needs no closing: connections and threads go with it. Redirects are not followed, and a server on this
 * machine is never called through a proxy; any other one is where the JVM has one. The API key is shown nowhere.
 */
public final class OpenAiCompatible {
    private final Connection connection;
    private final ModelNames names;
    private final Duration idleTimeout;
    private final Duration embeddingTimeout;
    private final boolean streamed;

    private OpenAiCompatible(
            Connection connection,
            ModelNames names,
            Duration idleTimeout,
            Duration embeddingTimeout,
            boolean streamed) {
        this.connection = connection;
        this.names = names;
        this.idleTimeout = idleTimeout;
        this.embeddingTimeout = embeddingTimeout;
        this.streamed = streamed;
    }

    /**
     * A server.
     *
     * @param url before {@code /chat/completions} and {@code /embeddings}, such as {@code http://127.0.0.1:11434/v1}: scheme, host, port and
     *     path alone
     */
    public static OpenAiCompatible at(URI url) {
        return new OpenAiCompatible(
                new Connection(
                        new ServerAddress(requireNonNull(url, "url")),
                        ApiKey.none(),
                        Duration.ofSeconds(2),
                        2,
                        16 << 20,
                        Timing.system()),
                new ModelNames(Optional.empty(), Map.of()),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                true);
    }

    /**
     * With a key, asked for at each call, so that it can change; 1 to 8,192 visible ASCII characters. Sent as {@code Authorization: Bearer}.
     *
     * @throws IllegalArgumentException if everybody on the way could read it: the URL begins with {@code http://} and does not lead to this
     *     machine; see {@link #apiKeyInTheClear}
     */
    public OpenAiCompatible apiKey(Supplier<String> key) {
        ServerAddress address = connection.address();
        if (!address.isEncrypted() && !address.isLoopback()) {
            throw new IllegalArgumentException(
                    "an API key sent to " + address + " could be read by everybody on the way;"
                            + " use https://, or apiKeyInTheClear(...) on a network where that is accepted");
        }
        return apiKeyInTheClear(key);
    }

    /** With a key, even if it is sent in the clear: for a network that is trusted. See {@link #apiKey}. */
    public OpenAiCompatible apiKeyInTheClear(Supplier<String> key) {
        return with(new Connection(
                connection.address(),
                ApiKey.of(requireNonNull(key, "key")),
                connection.connectTimeout(),
                connection.retries(),
                connection.maxAnswerBytes(),
                connection.timing()));
    }

    /** With the model to ask for where a request names none, and the one that embeds; as the server calls it. Default: none named. */
    public OpenAiCompatible model(String name) {
        return with(names.withDefault(name(name, "name")));
    }

    /**
     * With the server's names for a model that the product's parameters name. One that is not told of is asked for as it is named.
     *
     * @param asked {@code model_name} of the parameters, such as {@code mistralai/Mistral-7B-Instruct-v0.2}
     * @param plain what the server calls it
     * @param quantised what the server calls its form of four bits, for {@code use_4bit}
     */
    public OpenAiCompatible served(String asked, String plain, String quantised) {
        return with(names.withServed(
                name(asked, "asked"), new ModelNames.Served(name(plain, "plain"), name(quantised, "quantised"))));
    }

    /** The same for a server that has the model in one form only, which is taken whatever {@code use_4bit} says. */
    public OpenAiCompatible served(String asked, String name) {
        return served(asked, name, name);
    }

    /** With this long until a connection stands, 10 ms to 1 min; default 2 s. */
    public OpenAiCompatible connectTimeout(Duration timeout) {
        return with(new Connection(
                connection.address(),
                connection.key(),
                inRange(timeout, "connectTimeout", Duration.ofMillis(10), Duration.ofMinutes(1)),
                connection.retries(),
                connection.maxAnswerBytes(),
                connection.timing()));
    }

    /**
     * With this long between two things that a language model sends once it has begun, 10 ms to 10 min; default 20 s. Until it begins, only
     * the request's timeout counts: reading a long prompt may take a while.
     */
    public OpenAiCompatible idleTimeout(Duration timeout) {
        return new OpenAiCompatible(
                connection,
                names,
                inRange(timeout, "idleTimeout", Duration.ofMillis(10), Duration.ofMinutes(10)),
                embeddingTimeout,
                streamed);
    }

    /** With this long for a batch of embeddings, retries included, 10 ms to 10 min; default 30 s. */
    public OpenAiCompatible embeddingTimeout(Duration timeout) {
        return new OpenAiCompatible(
                connection,
                names,
                idleTimeout,
                inRange(timeout, "embeddingTimeout", Duration.ofMillis(10), Duration.ofMinutes(10)),
                streamed);
    }

    /**
     * With so many further attempts at most, 0 to 10; default 2. Tried again is what was not answered: no connection, one that the server
     * closed before it answered, and status 429, 502, 503 and 504. The server's {@code Retry-After} is kept; else the pause is 125 to 250 ms,
     * twice as long each time. Never beyond the deadline.
     */
    public OpenAiCompatible retries(int most) {
        return with(new Connection(
                connection.address(),
                connection.key(),
                connection.connectTimeout(),
                inRange(most, "retries", 0, 10),
                connection.maxAnswerBytes(),
                connection.timing()));
    }

    /** With so many bytes of a language model's answer at most, as sent: some 300 for each token; 1,024 to 1 GiB, default 16 MiB. */
    public OpenAiCompatible maxAnswerBytes(int most) {
        return with(new Connection(
                connection.address(),
                connection.key(),
                connection.connectTimeout(),
                connection.retries(),
                inRange(most, "maxAnswerBytes", 1024, 1 << 30),
                connection.timing()));
    }

    /** With answers that come in one piece: for a gateway that cannot pass on streams. A stall then shows at the deadline alone. */
    public OpenAiCompatible unstreamed() {
        return new OpenAiCompatible(connection, names, idleTimeout, embeddingTimeout, false);
    }

    /** With another clock and chance, for tests. */
    OpenAiCompatible timing(Timing timing) {
        return with(new Connection(
                connection.address(),
                connection.key(),
                connection.connectTimeout(),
                connection.retries(),
                connection.maxAnswerBytes(),
                timing));
    }

    /** Its language model, by {@code /chat/completions}. */
    public LanguageModel languageModel() {
        return new OpenAiLanguageModel(connection, names, idleTimeout, streamed);
    }

    /**
     * Its sentence encoder, by {@code /embeddings}, for a model that wants no prefixes or a server that adds them.
     *
     * @param id what it is called in the SDK
     * @param dimension of its embeddings, 1 to 65,536
     */
    public SentenceEncoder sentenceEncoder(String id, int dimension) {
        return sentenceEncoder(id, dimension, "", "");
    }

    /**
     * Its sentence encoder, by {@code /embeddings}. Its {@code encoder()} asks the server when it is first called, with fixed texts whose
     * embeddings tell models apart (see {@code docs/language-models.md}), and throws what {@code embed} throws.
     *
     * @param id what it is called in the SDK
     * @param dimension of its embeddings, 1 to 65,536
     * @param queryPrefix put before what is searched with, such as {@code "query: "}
     * @param passagePrefix put before what is searched for, such as {@code "passage: "}
     */
    public SentenceEncoder sentenceEncoder(String id, int dimension, String queryPrefix, String passagePrefix) {
        return new OpenAiSentenceEncoder(
                connection,
                names.byDefault(),
                embeddingTimeout,
                name(id, "id"),
                inRange(dimension, "dimension", 1, 65_536),
                new Prefixes(queryPrefix, passagePrefix));
    }

    private OpenAiCompatible with(Connection other) {
        return new OpenAiCompatible(other, names, idleTimeout, embeddingTimeout, streamed);
    }

    private OpenAiCompatible with(ModelNames other) {
        return new OpenAiCompatible(connection, other, idleTimeout, embeddingTimeout, streamed);
    }

    private static String name(String value, String what) {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException(what + " is 1 to 200 characters, not blank, but has " + value.length());
        }
        return value;
    }

    private static <T extends Comparable<T>> T inRange(T value, String what, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", but " + value + " was given");
        }
        return value;
    }

    @Override
    public String toString() {
        return "OpenAI-compatible server at " + connection.address() + " with " + connection.key();
    }
}
