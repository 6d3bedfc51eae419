package io.defectsdk.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.defectsdk.InferenceException;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SentenceEncoderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIMENSION = 8;

    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final SleeplessTiming timing = new SleeplessTiming(0);

    /** Which model stands behind the name. */
    private volatile int model = 1;

    /** What is done to a right answer, once the fixed texts were embedded. */
    private volatile UnaryOperator<String> fault = UnaryOperator.identity();

    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private OpenAiCompatible client() {
        return OpenAiCompatible.at(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"))
                .timing(timing)
                .model("e5");
    }

    private SentenceEncoder encoder() {
        return client().sentenceEncoder("e5-ko", DIMENSION, "query: ", "passage: ");
    }

    /** An embedding for each text, in reverse order. */
    private void embed(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(request);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (int i = request.path("input").size() - 1; i >= 0; i--) {
            ArrayNode embedding = data.addObject().put("index", i).putArray("embedding");
            Random values = new Random(request.path("input").get(i).asText().hashCode() * 31L + model);
            for (int d = 0; d < DIMENSION; d++) {
                embedding.add(3 * values.nextGaussian());
            }
        }
        boolean probes = request.path("input").get(0).asText().startsWith("the surface");
        String text = probes ? answer.toString() : fault.apply(answer.toString());
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private InferenceException failing() {
        SentenceEncoder encoder = encoder();
        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> encoder.embed(List.of("a", "b"), Purpose.QUERY));
        assertThat(failure).as("embeddings were given").isNotNull();
        return failure;
    }

    @Test
    void givesEmbeddingsInTheTextsOrderAndOfLengthOne() {
        SentenceEncoder encoder = encoder();
        List<EmbeddedText> both = encoder.embed(List.of("긁힘", "균열"), Purpose.PASSAGE);
        EmbeddedText second = encoder.embed(List.of("균열"), Purpose.PASSAGE).get(0);

        assertThat(both).hasSize(2).doesNotHaveDuplicates();
        assertThat(both.get(1)).isEqualTo(second);
        for (EmbeddedText text : both) {
            double squares = 0;
            for (float value : text.embedding().values()) {
                squares += (double) value * value;
            }
            assertThat(squares).isBetween(1 - 1e-6, 1 + 1e-6);
            assertThat(text.counted()).isFalse();
        }
    }

    @Test
    void putsThePrefixOfThePurposeBeforeEachText() {
        SentenceEncoder encoder = encoder();
        encoder.embed(List.of(" 긁힘 "), Purpose.QUERY);
        encoder.embed(List.of("긁힘"), Purpose.PASSAGE);
        assertThat(requests.get(1).path("model").asText()).isEqualTo("e5");
        assertThat(requests.get(1).path("input").get(0).asText()).isEqualTo("query: 긁힘");
        assertThat(requests.get(2).path("input").get(0).asText()).isEqualTo("passage: 긁힘");
    }

    @Test
    void boundsBatchesByTextsAndByCharacters() {
        SentenceEncoder encoder = encoder();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            texts.add("text " + i);
        }
        assertThat(encoder.embed(texts, Purpose.QUERY)).hasSize(70).doesNotHaveDuplicates();
        assertThat(requests).extracting(request -> request.path("input").size()).containsExactly(8, 32, 32, 6);

        requests.clear();
        encoder.embed(List.of("x".repeat(60_000), "y".repeat(60_000), "z".repeat(200_000), "a"), Purpose.QUERY);
        assertThat(requests).extracting(request -> request.path("input").size()).containsExactly(1, 1, 1, 1);
        assertThat(encoder.embed(List.of(), Purpose.QUERY)).isEmpty();
    }

    @Test
    void isTheSameEncoderAgainAndAnotherOneForAnotherModel() {
        Encoder first = encoder().encoder();
        assertThat(first.id()).isEqualTo("e5-ko");
        assertThat(first.dimension()).isEqualTo(DIMENSION);
        assertThat(encoder().encoder()).isEqualTo(first);
        assertThat(client().sentenceEncoder("e5-ko", DIMENSION).encoder()).isNotEqualTo(first);
        model = 2;
        assertThat(encoder().encoder()).isNotEqualTo(first);
    }

    @Test
    void noticesAnotherModelBehindTheSameNameWhileItRuns() {
        SentenceEncoder encoder = encoder();
        Encoder before = encoder.encoder();
        encoder.embed(List.of("a"), Purpose.QUERY);
        timing.pass(Duration.ofMinutes(11));
        encoder.embed(List.of("a"), Purpose.QUERY);
        assertThat(requests).as("fixed texts, a text, both again").hasSize(4);

        model = 2;
        timing.pass(Duration.ofMinutes(11));
        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> encoder.embed(List.of("a"), Purpose.QUERY));
        assertThat(failure).hasMessageContaining("another model stands behind the name 'e5'");
        assertThat(failure.retryable()).isFalse();
        assertThat(encoder.encoder()).isEqualTo(before);

        model = 1;
        assertThat(encoder.embed(List.of("a"), Purpose.QUERY)).hasSize(1);
    }

    @Test
    void saysThatTheServerIsAwayAndWorksWhenItIsBack() {
        SentenceEncoder encoder = encoder();
        status = 503;
        InferenceException failure = catchThrowableOfType(InferenceException.class, encoder::encoder);
        assertThat(failure).hasMessageContaining("status 503").hasMessageContaining("2 further attempts");
        assertThat(failure.retryable()).isTrue();
        status = 200;
        assertThat(encoder.encoder().dimension()).isEqualTo(DIMENSION);
    }

    @Test
    void refusesBlankTexts() {
        SentenceEncoder encoder = encoder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.embed(List.of("a", " "), Purpose.QUERY))
                .withMessageContaining("text 1 of 2");
    }

    @Test
    void refusesAnotherDimension() {
        SentenceEncoder encoder = client().sentenceEncoder("e5", DIMENSION + 1);
        InferenceException failure = catchThrowableOfType(InferenceException.class, encoder::encoder);
        assertThat(failure).hasMessageContaining("an embedding of 8 dimensions, but 9 dimensions are expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0,0,0,0,0,0,0,0]",
                "[1,2,3,4,5,6,7,null]",
                "[1,2,3,4,5,6,7,\"8\"]",
                "[1,2,3,4,5,6,7,NaN]",
                "[1,2,3,4,5,6,7,1e39]",
                "[1,2,3,4,5,6,7,1e999]",
                "[1,2,3,4,5,6,7]",
                "\"AAAA\"",
                "null"
            })
    void refusesEmbeddingsThatAreNone(String embedding) {
        fault = text -> "{\"data\":[{\"index\":0,\"embedding\":" + embedding
                + "},{\"index\":1,\"embedding\":[1,2,3,4,5,6,7,8]}]}";
        assertThat(failing().retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "<html>", "{\"data\":[]}", "{\"data\":{}}"})
    void refusesWhatIsNoListOfEmbeddings(String body) {
        fault = text -> body;
        failing();
    }

    @Test
    void refusesIndexesThatAreMissingDoubleOrOutOfRange() {
        fault = text -> text.replace("\"index\":1", "\"index\":0");
        assertThat(failing()).hasMessageContaining("two embeddings of index 0");
        fault = text -> text.replace("\"index\":1", "\"index\":2");
        assertThat(failing()).hasMessageContaining("none of 0 to 1");
        fault = text -> text.replace("\"index\":1,", "");
        assertThat(failing()).hasMessageContaining("none of 0 to 1");
    }

    @Test
    void refusesAFlood() {
        fault = text -> " ".repeat(200_000) + text;
        assertThat(failing()).hasMessageContaining("more than the");
    }

    @Test
    void takesAWordOnAFailureInItsPlace() {
        fault = text -> "{\"error\":{\"message\":\"input is too large\"}}";
        assertThat(failing()).hasMessageContaining("input is too large");
    }
}
