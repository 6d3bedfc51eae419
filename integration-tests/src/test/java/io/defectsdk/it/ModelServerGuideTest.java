package io.defectsdk.it;

import static io.defectsdk.it.Plant.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import io.defectsdk.openai.OpenAiCompatible;
import io.defectsdk.testing.line.SimulatedManual;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guides with a language model behind HTTP, on a server that serves, and on ones that do not. */
@Timeout(120)
class ModelServerGuideTest {
    private static final String CASTING = "sim-casting";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the server does with a request. */
    private interface Script {
        void serve(HttpExchange exchange) throws Exception;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    private URI serve(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                script.serve(exchange);
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private Guide generate(Script script, Duration timeout) throws IOException {
        OpenAiCompatible client =
                OpenAiCompatible.at(serve(script)).model("test").retries(0).idleTimeout(Duration.ofSeconds(1));
        try (DefectSdk sdk = DefectSdk.builder()
                .stores(new InMemoryStores())
                .languageModel(client.languageModel())
                .build()) {
            sdk.catalog().addProduct(NewProduct.of(CASTING, "모의 주조품 허브 플랜지"), ENGINEER);
            sdk.catalog().addDefectType(NewDefectType.of(CASTING, "hole", "기공"), ENGINEER);
            sdk.manuals()
                    .add(
                            NewManual.of(CASTING, ManualFile.of(SimulatedManual.CASTING.content(), "casting.pdf")),
                            ENGINEER);
            sdk.deployments()
                    .deploy(ManualIndexDeployment.of(CASTING).byWordsAlone(), ENGINEER)
                    .join();
            return sdk.guides().generate(GuideRequest.of(CASTING).defect("hole").timeout(timeout));
        }
    }

    private void assertExtractive(String why, Script script) throws IOException {
        Guide guide = generate(script, Duration.ofSeconds(3));

        assertThat(guide.method()).isEqualTo(GuideMethod.EXTRACTIVE);
        assertThat(guide.fallback()).hasValueSatisfying(said -> assertThat(said).contains(why));
        assertThat(guide.sentences(GuideSection.ACTION)).isNotEmpty().allMatch(GuideSentence::isVerbatim);
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void token(OutputStream out, String text) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("choices").addObject().putObject("delta").put("content", text);
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The ids of the sentences that it is asked with, by section; of the causes the first alone. */
    private static String chosen(HttpExchange exchange) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        for (String section : List.of("situation", "cause", "action", "prevention")) {
            answer.putArray(section);
        }
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                for (JsonNode sentence :
                        JSON.readTree(message.path("content").asText()).path("sentences")) {
                    String section = sentence.path("section").asText("situation");
                    ArrayNode ids = (ArrayNode) answer.get(section);
                    if (!section.equals("cause") || ids.isEmpty()) {
                        ids.add(sentence.path("id").asText());
                    }
                }
            }
        }
        return answer.toString();
    }

    @Test
    void aServerThatAnswersIsFollowed() throws IOException {
        Guide guide = generate(
                exchange -> {
                    String answer = chosen(exchange);
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    for (int at = 0; at < answer.length(); at += 20) {
                        token(out, answer.substring(at, Math.min(answer.length(), at + 20)));
                    }
                    out.write("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                            .getBytes(StandardCharsets.UTF_8));
                },
                Duration.ofSeconds(30));

        assertThat(guide.fallback()).isEmpty();
        assertThat(guide.method()).isEqualTo(GuideMethod.CHOSEN);
        assertThat(guide.sentences(GuideSection.CAUSE)).hasSize(1);
        assertThat(guide.sentences(GuideSection.ACTION)).isNotEmpty().allMatch(GuideSentence::isVerbatim);
    }

    @Test
    void aGatewaysPageIsNoAnswer() throws IOException {
        assertExtractive("answered with status 502", exchange -> {
            byte[] page = "<html><body><h1>502 Bad Gateway</h1></body></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(502, page.length);
            exchange.getResponseBody().write(page);
        });
    }

    @Test
    void aPageWithStatus200IsNoneEither() throws IOException {
        assertExtractive("content type 'text/html'", exchange -> {
            byte[] page = "<html>please log in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
    }

    @Test
    void aStreamThatIsCutOffIsNotTakenForAWholeOne() throws IOException {
        assertExtractive("broke off its answer", exchange -> {
            String answer = chosen(exchange);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            token(exchange.getResponseBody(), answer.substring(0, answer.length() / 2));
        });
    }

    @Test
    void oneThatSaysNothingIsGivenUp() throws IOException {
        assertExtractive("did not answer", exchange -> end.await());
    }

    @Test
    void oneThatFallsSilentIsGivenUp() throws IOException {
        assertExtractive("sent nothing for 1000 ms", exchange -> {
            begin(exchange);
            token(exchange.getResponseBody(), "{\"situation\":[");
            end.await();
        });
    }

    @Test
    void oneThatFloodsIsStopped() throws IOException {
        assertExtractive("does not stop", exchange -> {
            begin(exchange);
            while (end.getCount() > 0) {
                token(exchange.getResponseBody(), "가나다라".repeat(100));
            }
        });
    }

    @Test
    void oneThatTricklesForEverIsGivenUp() throws IOException {
        assertExtractive("did not answer", exchange -> {
            begin(exchange);
            while (!end.await(100, TimeUnit.MILLISECONDS)) {
                token(exchange.getResponseBody(), " ");
            }
        });
    }
}
