package io.defectsdk.openai;

import static io.defectsdk.openai.Asking.anything;
import static io.defectsdk.openai.Asking.fails;
import static io.defectsdk.openai.Asking.within;
import static io.defectsdk.openai.ScriptedServer.DONE;
import static io.defectsdk.openai.ScriptedServer.answer;
import static io.defectsdk.openai.ScriptedServer.beginStream;
import static io.defectsdk.openai.ScriptedServer.chunk;
import static io.defectsdk.openai.ScriptedServer.finish;
import static io.defectsdk.openai.ScriptedServer.piece;
import static io.defectsdk.openai.ScriptedServer.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.openai.ScriptedServer.Script;
import io.defectsdk.spi.LanguageModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does, a typed failure comes out, and in time; the bound is generous and only keeps a hang from lasting for ever. */
@Timeout(60)
class LanguageModelFaultTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static LanguageModelException failing(ErrorCode code, Script... scripts) {
        try (ScriptedServer server = new ScriptedServer(scripts)) {
            return fails(OpenAiCompatible.at(server.url()).languageModel(), anything(), code);
        }
    }

    private static void broken(String message, Script script) {
        assertThat(failing(ErrorCode.LANGUAGE_MODEL_BROKEN, script)).hasMessageContaining(message);
    }

    @Test
    void refusesAStreamThatIsCutBetweenTwoEvents() {
        List<String> pieces = new ArrayList<>();
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            chunk(out, piece("half of "));
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            assertThatThrownBy(() -> model.answer(anything(), pieces::add))
                    .isInstanceOf(LanguageModelException.class)
                    .hasMessageContaining("broke off its answer after 1 pieces and 8 characters");
            assertThat(pieces).containsExactly("half of ");
            assertThat(server.requests())
                    .as("not asked again once a piece came")
                    .hasSize(1);
        }
    }

    @Test
    void refusesAStreamThatEndsWellButSaysNoEnd() {
        broken("broke off its answer", stream(piece("half")));
    }

    @Test
    void refusesAStreamThatIsCutWithinAnEvent() {
        broken("JSON object", out -> {
            beginStream(out);
            chunk(out, piece("a") + "data: {\"choices\":[{\"index\":0,\"del");
        });
    }

    @Test
    void refusesAStreamThatIsCutWithinACharacter() {
        byte[] bytes = piece("눌").getBytes(StandardCharsets.UTF_8);
        int middle = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content\":\"") + 11;
        broken("cut off within a character", out -> {
            beginStream(out);
            chunk(out, java.util.Arrays.copyOf(bytes, middle));
        });
    }

    @Test
    void takesAnAnswerWhoseConnectionBreaksAfterItsEndWasTold() {
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            chunk(out, piece("whole") + finish("stop"));
        })) {
            assertThat(OpenAiCompatible.at(server.url())
                            .languageModel()
                            .answer(anything())
                            .text())
                    .isEqualTo("whole");
        }
    }

    @Test
    void refusesAnAnswerThatGoesOnAfterItsEnd() {
        broken("after it had ended", stream(piece("a"), finish("stop"), piece("b"), DONE));
    }

    @Test
    void refusesJsonThatIsCutOff() {
        broken("broke off its answer", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        });
    }

    @Test
    void passesOnAnErrorWithinAStream() {
        LanguageModelException failure = failing(
                ErrorCode.LANGUAGE_MODEL_UNAVAILABLE,
                stream(piece("a"), "data: {\"error\":{\"message\":\"out of\\nmemory\",\"code\":500}}\n\n", DONE));
        assertThat(failure).hasMessageContaining("failed while it answered: 'out of memory'");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void passesOnAnErrorWithStatus200() {
        assertThat(failing(
                        ErrorCode.LANGUAGE_MODEL_UNAVAILABLE,
                        answer(200, "application/json", "{\"error\":\"no slot\"}")))
                .hasMessageContaining("no slot");
    }

    @Test
    void refusesHtmlWithStatus200() {
        broken("content type 'text/html'", answer(200, "text/html", "<html>\u0007Sign in</html>"));
    }

    @Test
    void refusesHtmlWithStatus502AfterRetries() {
        try (ScriptedServer server =
                new ScriptedServer(answer(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>"))) {
            LanguageModel model = OpenAiCompatible.at(server.url())
                    .timing(new SleeplessTiming(0))
                    .languageModel();
            assertThat(fails(model, anything(), ErrorCode.LANGUAGE_MODEL_UNAVAILABLE))
                    .hasMessageContaining("status 502")
                    .hasMessageContaining("502 Bad Gateway")
                    .hasMessageContaining("2 further attempts");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"choices\":[]}",
                "{\"choices\":[",
                "{\"choices\":[{\"message\":{\"content\":7},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":[\"a\"]},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[]} trailing",
                ""
            })
    void refusesJsonThatIsNoAnswer(String body) {
        failing(ErrorCode.LANGUAGE_MODEL_BROKEN, answer(200, "application/json", body));
    }

    @Test
    void refusesJsonThatIsTooDeep() {
        String deep = "{\"choices\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
        broken("at most 64 levels", answer(200, "application/json", deep));
        broken("at most 64 levels", stream("data: " + deep + "\n\n"));
    }

    @Test
    void refusesACallOfATool() {
        broken(
                "tool",
                stream("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"1\"}]}}]}\n\n", DONE));
        broken("tool", stream(piece("a"), finish("tool_calls"), DONE));
    }

    @Test
    void tellsARefusalFromAnAnswer() {
        assertThat(failing(
                        ErrorCode.LANGUAGE_MODEL_REFUSED,
                        stream(
                                "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I can\"}}]}\n\n",
                                "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"not\"}}]}\n\n",
                                finish("stop"),
                                DONE)))
                .hasMessageContaining("'I cannot'");
    }

    @Test
    void refusesACompressedAnswer() {
        broken("compressed", answer(200, "application/json", "xx", "Content-Encoding: gzip"));
    }

    @Test
    void refusesWhatIsNotHttp() {
        try (ScriptedServer server = new ScriptedServer(out -> {
            out.write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).retries(0).languageModel();
            assertThatThrownBy(() -> model.answer(anything())).isInstanceOf(LanguageModelException.class);
        }
    }

    @Test
    void stopsAFloodOfBytesAndClosesTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            untilClosed(out, ": nothing but comments\n\n", closed);
        })) {
            LanguageModel model =
                    OpenAiCompatible.at(server.url()).maxAnswerBytes(100_000).languageModel();
            assertThat(fails(model, anything(), ErrorCode.LANGUAGE_MODEL_BROKEN))
                    .hasMessageContaining("more than the 100000 bytes");
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stopsAFloodOfJson() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            untilClosed(out, " ".repeat(1000), closed);
        })) {
            fails(OpenAiCompatible.at(server.url()).languageModel(), anything(), ErrorCode.LANGUAGE_MODEL_BROKEN);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stopsAModelThatNeverStopsTalking() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            untilClosed(out, piece("x"), closed);
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            assertThat(fails(model, anything(), ErrorCode.LANGUAGE_MODEL_BROKEN))
                    .hasMessageContaining("more than 2600 pieces");
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void reportsAnErrorBodyWithoutEnd() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            out.write("HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            untilClosed(out, "oops ", closed);
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            LanguageModelException failure = fails(model, anything(), ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("status 500").hasMessageContaining("oops oops");
            assertThat(failure.getMessage()).hasSizeLessThan(600);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void givesUpAtTheDeadlineOnAServerThatNeverAnswers() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            Thread.sleep(1500);
            untilClosed(out, "HTTP/1.1 200 OK\r\n", closed);
        })) {
            assertThat(fails(
                            OpenAiCompatible.at(server.url()).languageModel(),
                            within(SHORT),
                            ErrorCode.DEADLINE_PASSED))
                    .hasMessageContaining("gave no whole answer within 300 ms");
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void givesUpAtTheDeadlineOnASlowDrip() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            chunk(out, piece("a"));
            try {
                while (true) {
                    chunk(out, ":");
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                closed.countDown();
            }
        })) {
            assertThat(fails(
                            OpenAiCompatible.at(server.url()).languageModel(),
                            within(SHORT),
                            ErrorCode.DEADLINE_PASSED))
                    .hasMessageContaining("gave no whole answer within 300 ms");
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void givesUpOnAStallLongBeforeTheDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            chunk(out, piece("a"));
            over.await();
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url())
                    .idleTimeout(Duration.ofMillis(200))
                    .languageModel();
            assertThat(fails(model, within(Duration.ofHours(1)), ErrorCode.DEADLINE_PASSED))
                    .hasMessageContaining("sent nothing for 200 ms in the middle");
        } finally {
            over.countDown();
        }
    }

    @Test
    void waitsForTheFirstPieceLongerThanBetweenPieces() {
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            Thread.sleep(400);
            stream(piece("late"), finish("stop"), DONE).run(new OutputStream() {
                private boolean head = true;
                private int ends;

                @Override
                public void write(int single) throws IOException {
                    // the head was sent already
                    if (head) {
                        ends = single == '\r' || single == '\n' ? ends + 1 : 0;
                        head = ends < 4;
                    } else {
                        out.write(single);
                    }
                }
            });
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url())
                    .idleTimeout(Duration.ofMillis(100))
                    .languageModel();
            assertThat(model.answer(anything()).text()).isEqualTo("late");
        }
    }

    @Test
    void endsTheCallWhenWhoListensThrows() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            untilClosed(out, piece("x"), closed);
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            IllegalStateException mine = new IllegalStateException("enough");
            assertThatThrownBy(() -> model.answer(anything(), piece -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsTheCallWhenInterrupted() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            beginStream(out);
            chunk(out, piece("x"));
            // slowly, so that the thread waits when it is interrupted
            try {
                while (true) {
                    Thread.sleep(100);
                    chunk(out, ": \n");
                }
            } catch (IOException e) {
                closed.countDown();
            }
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> interrupted = new AtomicReference<>();
            Thread asking = new Thread(() -> {
                try {
                    model.answer(anything(), piece -> begun.countDown());
                } catch (RuntimeException e) {
                    thrown.set(e);
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            asking.start();
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            asking.interrupt();
            asking.join(30_000);
            assertThat(thrown.get()).isInstanceOf(CancellationException.class);
            assertThat(interrupted.get()).isTrue();
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsTheCallWhenInterruptedBeforeTheServerAnswers() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(out -> {
            asked.countDown();
            Thread.sleep(1000);
            untilClosed(out, "HTTP/1.1 200 OK\r\n", closed);
        })) {
            LanguageModel model = OpenAiCompatible.at(server.url()).languageModel();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread asking = new Thread(() -> {
                try {
                    model.answer(anything());
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
            });
            asking.start();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            asking.interrupt();
            asking.join(30_000);
            assertThat(thrown.get()).isInstanceOf(CancellationException.class);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Writes until the client goes away, or for very long. */
    private static void untilClosed(OutputStream out, String text, CountDownLatch closed) {
        try {
            for (int i = 0; i < 10_000_000; i++) {
                chunk(out, text);
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }
}
