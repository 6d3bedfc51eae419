package io.defectsdk.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.defectsdk.ErrorCode;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelRequest;
import io.defectsdk.spi.ModelRequest.Message;
import io.defectsdk.spi.ModelRequest.Role;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Against servers that run beside the tests, where a property says so; docs/testing.md. */
@Timeout(300)
class RealServersTest {
    private static final Logger LOG = LoggerFactory.getLogger(RealServersTest.class);

    private static String property(String name) {
        String value = System.getProperty(name);
        assumeTrue(value != null, "no server was named by -D" + name);
        return value;
    }

    private static LanguageModel languageModel() {
        OpenAiCompatible server = OpenAiCompatible.at(URI.create(property("defectsdk.llm.url")));
        String key = System.getProperty("defectsdk.llm.key");
        String model = System.getProperty("defectsdk.llm.model");
        server = key == null ? server : server.apiKey(() -> key);
        return (model == null ? server : server.model(model)).languageModel();
    }

    private static ModelRequest asking(String text, int tokens, Optional<String> schema) {
        return new ModelRequest(
                Optional.empty(),
                false,
                List.of(new Message(Role.SYSTEM, "You answer briefly."), new Message(Role.USER, text)),
                0,
                tokens,
                schema,
                Duration.ofMinutes(2));
    }

    @Test
    void embedsByARealServer() {
        SentenceEncoder encoder = OpenAiCompatible.at(URI.create(property("defectsdk.embeddings.url")))
                .sentenceEncoder("real", Integer.getInteger("defectsdk.embeddings.dimension", 384));
        List<String> texts = List.of("표면에 긁힌 자국이 있다", "표면 스크래치 발생", "오늘 점심은 김치찌개입니다");
        long start = System.nanoTime();
        List<EmbeddedText> embedded = encoder.embed(texts, Purpose.PASSAGE);
        long first = System.nanoTime();
        encoder.embed(texts, Purpose.PASSAGE);
        LOG.info(
                "three sentences and the fixed texts: {} ms; three sentences: {} ms",
                (first - start) / 1_000_000,
                (System.nanoTime() - first) / 1_000_000);

        double near =
                embedded.get(0).embedding().cosineSimilarity(embedded.get(1).embedding());
        double far =
                embedded.get(0).embedding().cosineSimilarity(embedded.get(2).embedding());
        assertThat(near).isGreaterThan(far);
        assertThat(OpenAiCompatible.at(URI.create(property("defectsdk.embeddings.url")))
                        .sentenceEncoder("real", encoder.encoder().dimension())
                        .encoder())
                .isEqualTo(encoder.encoder());
    }

    @Test
    void answersByARealServer() {
        LanguageModel model = languageModel();
        List<Long> times = new ArrayList<>();
        StringBuilder pieces = new StringBuilder();
        long start = System.nanoTime();
        ModelAnswer answer = model.answer(asking("Why is the sky blue?", 48, Optional.empty()), piece -> {
            times.add(System.nanoTime() - start);
            pieces.append(piece);
        });
        assertThat(answer.text()).isNotBlank().isEqualTo(pieces.toString());
        assertThat(answer.answerTokens().orElseThrow()).isBetween(1, 48);
        assertThat(answer.promptTokens().orElseThrow()).isPositive();
        LOG.info(
                "{}: {} pieces, the first after {} ms, the last after {} ms; {} tokens asked, {} answered, {}",
                answer.model(),
                times.size(),
                times.get(0) / 1_000_000,
                times.get(times.size() - 1) / 1_000_000,
                answer.promptTokens().orElseThrow(),
                answer.answerTokens().orElseThrow(),
                answer.end());
    }

    @Test
    void holdsARealModelToASchema() throws Exception {
        String schema = """
                {"type":"object","properties":{"ids":{"type":"array","items":{"type":"integer","minimum":1,"maximum":9},\
                "minItems":1,"maxItems":3}},"required":["ids"],"additionalProperties":false}""";
        ModelAnswer answer =
                languageModel().answer(asking("Give the numbers of the two best sentences.", 64, Optional.of(schema)));
        LOG.info("by schema: {}", answer.text());
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(answer.text())
                        .path("ids")
                        .size())
                .isBetween(1, 3);
    }

    @Test
    void stopsARealModelAndCanAskItAgainAtOnce() {
        LanguageModel model = languageModel();
        IllegalStateException enough = new IllegalStateException("enough");
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> model.answer(
                            asking("Tell a very long story about a steel mill.", 900, Optional.empty()), piece -> {
                                throw enough;
                            }))
                    .isSameAs(enough);
        }
        long start = System.nanoTime();
        assertThat(model.answer(asking("Say yes.", 2, Optional.empty())).text()).isNotEmpty();
        LOG.info("an answer after six that were stopped: {} ms", (System.nanoTime() - start) / 1_000_000);
    }

    @Test
    void isRefusedWithoutTheKeyOfARealServer() {
        property("defectsdk.llm.key");
        LanguageModel model = OpenAiCompatible.at(URI.create(property("defectsdk.llm.url")))
                .apiKey(() -> "wrong-key")
                .languageModel();
        assertThat(Asking.fails(model, asking("Say yes.", 2, Optional.empty()), ErrorCode.LANGUAGE_MODEL_REFUSED))
                .hasMessageContaining("401")
                .hasMessageNotContaining("wrong-key");
    }
}
