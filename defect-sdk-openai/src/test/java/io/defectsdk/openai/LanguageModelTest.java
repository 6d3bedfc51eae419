package io.defectsdk.openai;

import static io.defectsdk.openai.Asking.anything;
import static io.defectsdk.openai.Asking.fails;
import static io.defectsdk.openai.ScriptedServer.DONE;
import static io.defectsdk.openai.ScriptedServer.answer;
import static io.defectsdk.openai.ScriptedServer.finish;
import static io.defectsdk.openai.ScriptedServer.piece;
import static io.defectsdk.openai.ScriptedServer.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.ErrorCode;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelAnswer.End;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WHOLE = """
            {"model":"served","choices":[{"index":0,"message":{"role":"assistant","content":"전원을 끄십시오.","refusal":null,\
            "tool_calls":[]},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}}""";

    @Test
    void givesThePiecesAsTheyComeAndTheWholeAtTheEnd() {
        try (ScriptedServer server = new ScriptedServer(stream(
                "data: {\"model\":\"served\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n",
                piece("전원을 "),
                ": still here\n\n",
                piece("끄십시오."),
                finish("stop"),
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":9}}\n\n",
                DONE))) {
            List<String> pieces = new ArrayList<>();
            ModelAnswer answer =
                    OpenAiCompatible.at(server.url()).languageModel().answer(anything(), pieces::add);

            assertThat(pieces).containsExactly("전원을 ", "끄십시오.");
            assertThat(answer.text()).isEqualTo("전원을 끄십시오.");
            assertThat(answer.end()).isEqualTo(End.COMPLETE);
            assertThat(answer.model()).isEqualTo("served");
            assertThat(answer.promptTokens()).hasValue(31);
            assertThat(answer.answerTokens()).hasValue(9);
        }
    }

    @Test
    void asksWhatTheRequestSays() throws Exception {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE))) {
            OpenAiCompatible.at(server.url()).languageModel().answer(anything());

            ScriptedServer.Request request = server.requests().get(0);
            assertThat(request.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
            assertThat(request.head().toLowerCase(java.util.Locale.ROOT))
                    .contains("content-type: application/json")
                    .doesNotContain("authorization")
                    .doesNotContain("upgrade");
            assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree("""
                    {"model":"asked","messages":[{"role":"system","content":"규칙"},{"role":"user","content":"왜 긁혔습니까?"}],
                    "temperature":0.5,"max_tokens":100,"stream":true,"stream_options":{"include_usage":true}}"""));
        }
    }

    @Test
    void mapsTheParametersModelAndItsFormOfFourBits() throws Exception {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE))) {
            LanguageModel model = OpenAiCompatible.at(server.url())
                    .model("own")
                    .served("vendor/Model", "model:fp16", "model:q4")
                    .languageModel();
            model.answer(Asking.of(Optional.of("vendor/Model"), false));
            model.answer(Asking.of(Optional.of("vendor/Model"), true));
            model.answer(Asking.of(Optional.of("other"), true));
            model.answer(Asking.of(Optional.empty(), false));

            List<String> asked = new ArrayList<>();
            for (ScriptedServer.Request request : server.requests()) {
                asked.add(JSON.readTree(request.body()).path("model").asText());
            }
            assertThat(asked).containsExactly("model:fp16", "model:q4", "other", "own");
        }
    }

    @Test
    void namesNoModelWhereNobodyDid() throws Exception {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE))) {
            OpenAiCompatible.at(server.url()).languageModel().answer(Asking.of(Optional.empty(), false));
            assertThat(JSON.readTree(server.requests().get(0).body()).has("model"))
                    .isFalse();
        }
    }

    @Test
    void takesAnAnswerInOnePieceThoughAStreamWasAskedFor() {
        try (ScriptedServer server = new ScriptedServer(answer(200, "application/json; charset=utf-8", WHOLE))) {
            List<String> pieces = new ArrayList<>();
            ModelAnswer answer =
                    OpenAiCompatible.at(server.url()).languageModel().answer(anything(), pieces::add);
            assertThat(pieces).containsExactly("전원을 끄십시오.");
            assertThat(answer.promptTokens()).hasValue(7);
            assertThat(answer.end()).isEqualTo(End.COMPLETE);
        }
    }

    @Test
    void asksForOnePieceWhereStreamsDoNotPass() throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer(200, "application/json", WHOLE))) {
            ModelAnswer answer = OpenAiCompatible.at(server.url())
                    .unstreamed()
                    .languageModel()
                    .answer(anything());
            assertThat(answer.text()).isEqualTo("전원을 끄십시오.");
            JsonNode body = JSON.readTree(server.requests().get(0).body());
            assertThat(body.path("stream").booleanValue()).isFalse();
            assertThat(body.has("stream_options")).isFalse();
        }
    }

    @Test
    void saysWhyAnAnswerEnded() {
        try (ScriptedServer server = new ScriptedServer(
                stream(piece("a"), finish("length"), DONE),
                stream(piece("a"), finish("content_filter"), DONE),
                stream(piece("a"), finish("abort"), DONE),
                stream(piece("a"), DONE))) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            assertThat(model.answer(anything()).end()).isEqualTo(End.TOO_LONG);
            assertThat(model.answer(anything()).end()).isEqualTo(End.STOPPED);
            assertThat(model.answer(anything()).end()).isEqualTo(End.STOPPED);
            assertThat(model.answer(anything()).end()).isEqualTo(End.STOPPED);
        }
    }

    @Test
    void needsNoLastEventWhereTheReasonOfTheEndWasGiven() {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop")))) {
            assertThat(OpenAiCompatible.at(server.url())
                            .languageModel()
                            .answer(anything())
                            .text())
                    .isEqualTo("a");
        }
    }

    @Test
    void takesALastEventWithoutEmptyLine() {
        try (ScriptedServer server = new ScriptedServer(
                stream(piece("a"), finish("stop").stripTrailing()), stream(piece("b"), "data: [DONE]"))) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            assertThat(model.answer(anything()).end()).isEqualTo(End.COMPLETE);
            assertThat(model.answer(anything()).text()).isEqualTo("b");
        }
    }

    @Test
    void joinsCharactersThatArriveByteByByte() {
        byte[] bytes = (piece("눌림 🔧 자국") + finish("stop") + DONE).getBytes(StandardCharsets.UTF_8);
        try (ScriptedServer server = new ScriptedServer(out -> {
            ScriptedServer.beginStream(out);
            for (byte single : bytes) {
                ScriptedServer.chunk(out, new byte[] {single});
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(OpenAiCompatible.at(server.url())
                            .languageModel()
                            .answer(anything())
                            .text())
                    .isEqualTo("눌림 🔧 자국");
        }
    }

    @Test
    void joinsHalvesOfACharacterAndReplacesALoneOne() {
        try (ScriptedServer server = new ScriptedServer(
                stream(piece("a\\ud83d"), piece("\\udd27b\\ud83d"), piece("c\\udd27\\ud83d"), finish("stop"), DONE))) {
            List<String> pieces = new ArrayList<>();
            ModelAnswer answer =
                    OpenAiCompatible.at(server.url()).languageModel().answer(anything(), pieces::add);
            assertThat(answer.text()).isEqualTo("a🔧b\uFFFDc\uFFFD\uFFFD");
            assertThat(String.join("", pieces)).isEqualTo(answer.text());
        }
    }

    @Test
    void passesOverWhatTheModelThoughtBefore() {
        try (ScriptedServer server = new ScriptedServer(stream(
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n",
                piece("a"),
                finish("stop"),
                DONE))) {
            assertThat(OpenAiCompatible.at(server.url())
                            .languageModel()
                            .answer(anything())
                            .text())
                    .isEqualTo("a");
        }
    }

    @Test
    void sendsTheSchemaAndOnceMoreWithoutItToAServerThatKnowsNone() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                answer(400, "application/json", "{\"error\":{\"message\":\"unknown field response_format\"}}"),
                stream(piece("{}"), finish("stop"), DONE))) {
            ModelAnswer answer = OpenAiCompatible.at(server.url())
                    .retries(0)
                    .languageModel()
                    .answer(Asking.withSchema("{\"type\":\"object\"}"));

            assertThat(answer.text()).isEqualTo("{}");
            assertThat(server.requests()).hasSize(2);
            assertThat(JSON.readTree(server.requests().get(0).body()).path("response_format"))
                    .isEqualTo(JSON.readTree("""
                            {"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}"""));
            assertThat(JSON.readTree(server.requests().get(1).body()).has("response_format"))
                    .isFalse();
        }
    }

    @Test
    void doesNotAskWithoutTheSchemaWhereSomethingElseIsWrong() {
        try (ScriptedServer server =
                new ScriptedServer(answer(400, "application/json", "{\"error\":{\"message\":\"prompt too long\"}}"))) {
            fails(
                    OpenAiCompatible.at(server.url()).languageModel(),
                    Asking.withSchema("{\"type\":\"object\"}"),
                    ErrorCode.LANGUAGE_MODEL_REFUSED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void refusesASchemaThatIsNoJsonObject() {
        LanguageModel model = OpenAiCompatible.at(java.net.URI.create("http://127.0.0.1:9/v1"))
                .languageModel();
        for (String schema : new String[] {"[]", "{", "", "{\"a\":".repeat(100) + "1" + "}".repeat(100)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.answer(Asking.withSchema(schema)))
                    .withMessageContaining("a JSON schema is a JSON object");
        }
    }
}
