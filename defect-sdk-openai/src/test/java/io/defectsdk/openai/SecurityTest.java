package io.defectsdk.openai;

import static io.defectsdk.openai.Asking.anything;
import static io.defectsdk.openai.Asking.everythingSaid;
import static io.defectsdk.openai.Asking.fails;
import static io.defectsdk.openai.ScriptedServer.DONE;
import static io.defectsdk.openai.ScriptedServer.answer;
import static io.defectsdk.openai.ScriptedServer.finish;
import static io.defectsdk.openai.ScriptedServer.piece;
import static io.defectsdk.openai.ScriptedServer.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.openai.ScriptedServer.Script;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.SentenceEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecurityTest {
    private static final String KEY = "sk-\"9f/8e\\7d$6c.5b";

    /** The key as it is, and as JSON writes it. */
    private static final String ECHO = "{\"error\":{\"message\":\"bad key sk-\\\"9f\\/8e\\\\7d$6c.5b given\"}}";

    @Test
    void sendsTheKeyAsItIsAtEachCall() {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE))) {
            AtomicReference<String> key = new AtomicReference<>("first");
            LanguageModel model =
                    OpenAiCompatible.at(server.url()).apiKey(key::get).languageModel();
            model.answer(anything());
            key.set("second");
            model.answer(anything());
            assertThat(server.requests().get(0).head()).contains("Authorization: Bearer first\r\n");
            assertThat(server.requests().get(1).head()).contains("Authorization: Bearer second\r\n");
        }
    }

    static List<Script> echoes() {
        return List.of(
                answer(401, "application/json", ECHO),
                answer(400, "text/plain", "bad key " + KEY),
                answer(500, "text/html", "<b>" + KEY + "</b>"),
                answer(503, "text/html", KEY),
                answer(302, "text/html", KEY, "Location: http://elsewhere.example/?key=" + KEY),
                answer(200, "text/html; key=" + KEY, KEY),
                answer(200, "application/json", KEY),
                answer(200, "application/json", ECHO),
                answer(
                        200,
                        "application/json",
                        "{\"" + "key\":\"" + KEY.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"),
                answer(500, "text/html", "sk-&quot;9f/8e\\7d$6c.5b"),
                answer(
                        302,
                        "text/html",
                        "",
                        "Location: http://elsewhere.example/sk-%229f%2f8e%5C7d$6c.5b \\u0073k-\\u00229f/8e\\u005C7d$6c.5b"),
                answer(200, "application/json", "x", "Content-Encoding: " + KEY),
                stream(piece("a"), "data: " + KEY + "\n\n"),
                stream(piece("a"), "data: " + ECHO + "\n\n"),
                stream("data: {\"choices\":[{\"delta\":{\"refusal\":\"sk-\\\"9f/8e\\\\7d$6c.5b\"}}]}\n\n", DONE),
                // cut off in the middle of the key
                answer(400, "text/plain", " ".repeat(8192 - KEY.length() + 3) + KEY),
                out -> {});
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void showsTheKeyNowhere(Script echo) {
        try (ScriptedServer server = new ScriptedServer(echo)) {
            OpenAiCompatible client = OpenAiCompatible.at(server.url())
                    .timing(new SleeplessTiming(0))
                    .apiKey(() -> KEY);
            LanguageModel model = client.languageModel();
            SentenceEncoder encoder = client.sentenceEncoder("e", 3);
            Throwable failure = catchThrowable(() -> model.answer(anything()));
            Throwable other = catchThrowable(() -> encoder.embed(List.of("a"), SentenceEncoder.Purpose.QUERY));
            assertThat(server.requests().get(0).head()).contains("Authorization: Bearer " + KEY);
            for (String said : List.of(
                    everythingSaid(failure),
                    everythingSaid(other),
                    client.toString(),
                    model.toString(),
                    model.name(),
                    encoder.toString())) {
                assertThat(said).doesNotContain("9f/8e").doesNotContain("9f%2f").doesNotContain("7d$6c");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\r\nX-Evil: 1", "키", "tab\t"})
    void refusesAKeyThatIsNoHeaderAndDoesNotShowIt(String key) {
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE))) {
            LanguageModelException failure = fails(
                    OpenAiCompatible.at(server.url()).apiKey(() -> key).languageModel(),
                    anything(),
                    ErrorCode.LANGUAGE_MODEL_REFUSED);
            assertThat(failure).hasMessageContaining("visible ASCII");
            if (!key.isEmpty()) {
                assertThat(everythingSaid(failure)).doesNotContain(key);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void saysThatTheKeyCouldNotBeHad() {
        LanguageModel model = OpenAiCompatible.at(URI.create("http://127.0.0.1:9/v1"))
                .apiKey(() -> {
                    throw new IllegalStateException("vault is sealed");
                })
                .languageModel();
        assertThat(fails(model, anything(), ErrorCode.LANGUAGE_MODEL_REFUSED)).hasRootCauseMessage("vault is sealed");
    }

    @Test
    void doesNotTakeTheKeyElsewhere() {
        try (ScriptedServer elsewhere = new ScriptedServer(stream(piece("a"), finish("stop"), DONE));
                ScriptedServer server = new ScriptedServer(
                        answer(307, "text/html", "moved", "Location: " + elsewhere.url() + "/chat/completions"))) {
            LanguageModelException failure = fails(
                    OpenAiCompatible.at(server.url()).apiKey(() -> KEY).languageModel(),
                    anything(),
                    ErrorCode.LANGUAGE_MODEL_REFUSED);
            assertThat(failure)
                    .hasMessageContaining("give the final URL")
                    .hasMessageContaining(elsewhere.url().toString());
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gpu.factory/v1",
                "http://10.0.0.7:8000/v1",
                "http://127.0.0.1.evil.example/v1",
                "http://[::2]/v1"
            })
    void refusesAKeyThatOthersCouldReadOnTheWay(String url) {
        OpenAiCompatible server = OpenAiCompatible.at(URI.create(url));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.apiKey(() -> KEY))
                .withMessageContaining("could be read by everybody on the way");
        assertThatCode(() -> server.apiKeyInTheClear(() -> KEY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gpu.factory/v1",
                "http://localhost:8000/v1",
                "http://127.0.0.1/v1",
                "http://127.8.9.1",
                "http://[::1]:8000/v1/"
            })
    void takesAKeyWhereNobodyCanReadIt(String url) {
        assertThat(OpenAiCompatible.at(URI.create(url)).apiKey(() -> KEY))
                .asString()
                .contains("an API key (not shown)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/v1",
                "//host/v1",
                "host",
                "http:///v1",
                "http:opaque",
                "http://user:sk-secret@host/v1",
                "http://host/v1?key=sk-secret",
                "http://host/v1#sk-secret"
            })
    void refusesUrlsThatAreNoneOrHoldASecret(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiCompatible.at(URI.create(url)))
                .withMessageNotContaining("secret");
    }

    @Test
    void showsHarmlessTextAlone() {
        try (ScriptedServer server = new ScriptedServer(
                answer(500, "text/plain", "a\u001B[31m\u202Eb\r\n2026 ERROR forged\u0000" + "x".repeat(5000)))) {
            LanguageModelException failure = fails(
                    OpenAiCompatible.at(server.url()).languageModel(),
                    anything(),
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertThat(failure.getMessage())
                    .contains("'a [31m b 2026 ERROR forged xxx")
                    .matches("[ -~]+")
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void callsAServerOnThisMachineWithoutTheProxyOfTheJvm() {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer server = new ScriptedServer(stream(piece("a"), finish("stop"), DONE));
                ScriptedServer proxy = new ScriptedServer(answer(200, "text/html", "proxy"))) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    proxy.url().getPort())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException fault) {
                    throw new AssertionError(fault);
                }
            });
            assertThat(OpenAiCompatible.at(server.url())
                            .languageModel()
                            .answer(anything())
                            .text())
                    .isEqualTo("a");
            assertThat(proxy.requests()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
