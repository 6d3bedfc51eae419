package io.defectsdk.openai;

import static io.defectsdk.openai.Asking.anything;
import static io.defectsdk.openai.Asking.fails;
import static io.defectsdk.openai.Asking.within;
import static io.defectsdk.openai.ScriptedServer.DONE;
import static io.defectsdk.openai.ScriptedServer.answer;
import static io.defectsdk.openai.ScriptedServer.finish;
import static io.defectsdk.openai.ScriptedServer.piece;
import static io.defectsdk.openai.ScriptedServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.openai.ScriptedServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RetryTest {
    private static final Script GOOD = stream(piece("fine"), finish("stop"), DONE);

    private final SleeplessTiming timing = new SleeplessTiming(0.5);

    private String answered(Script... scripts) {
        try (ScriptedServer server = new ScriptedServer(scripts)) {
            return OpenAiCompatible.at(server.url())
                    .timing(timing)
                    .languageModel()
                    .answer(anything())
                    .text();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void triesAgainWhereTheServerIsBusyOrAway(int status) {
        assertThat(answered(answer(status, "application/json", "{}"), answer(status, "application/json", "{}"), GOOD))
                .isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofNanos(187_500_000), Duration.ofMillis(375));
    }

    @ParameterizedTest
    @CsvSource({
        "400, LANGUAGE_MODEL_REFUSED",
        "401, LANGUAGE_MODEL_REFUSED",
        "403, LANGUAGE_MODEL_REFUSED",
        "404, LANGUAGE_MODEL_REFUSED",
        "413, LANGUAGE_MODEL_REFUSED",
        "302, LANGUAGE_MODEL_REFUSED",
        "204, LANGUAGE_MODEL_BROKEN",
        "500, LANGUAGE_MODEL_UNAVAILABLE",
        "501, LANGUAGE_MODEL_UNAVAILABLE"
    })
    void asksOnceWhereASecondTimeWouldNotHelp(int status, ErrorCode code) {
        try (ScriptedServer server = new ScriptedServer(
                answer(status, "application/json", status == 204 ? "" : "{\"message\":\"because\"}"))) {
            LanguageModelException failure =
                    fails(OpenAiCompatible.at(server.url()).timing(timing).languageModel(), anything(), code);
            assertThat(failure).hasMessageContaining("status " + status);
            if (status != 204) {
                assertThat(failure).hasMessageContaining("'because'");
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void waitsAsLongAsTheServerAsksInSeconds() {
        assertThat(answered(answer(429, "text/plain", "slow down", "Retry-After: 7"), GOOD))
                .isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofNanos(7_062_500_000L));
    }

    @Test
    void waitsUntilTheTimeThatTheServerNames() {
        assertThat(answered(answer(503, "text/plain", "", "Retry-After: Tue, 24 Nov 2026 08:00:05 GMT"), GOOD))
                .isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofNanos(5_062_500_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "99999999999999999999", "1.5", "Tue, 24 Nov 2026"})
    void passesOverATimeThatItCannotRead(String value) {
        assertThat(answered(answer(503, "text/plain", "", "Retry-After: " + value), GOOD))
                .isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofNanos(187_500_000));
    }

    @Test
    void takesATimeInThePastAsNow() {
        assertThat(answered(answer(503, "text/plain", "", "Retry-After: Tue, 24 Nov 2026 07:00:00 GMT"), GOOD))
                .isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofNanos(62_500_000));
    }

    @Test
    void doesNotWaitBeyondTheDeadline() {
        try (ScriptedServer server = new ScriptedServer(answer(429, "text/plain", "full", "Retry-After: 3600"))) {
            LanguageModelException failure = fails(
                    OpenAiCompatible.at(server.url()).timing(timing).languageModel(),
                    within(Duration.ofSeconds(20)),
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("the next attempt would be in 3600062 ms");
            assertThat(failure.retryable()).isTrue();
            assertThat(timing.sleeps()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void countsThePausesIntoTheDeadline() {
        try (ScriptedServer server = new ScriptedServer(answer(429, "text/plain", "full", "Retry-After: 8"))) {
            fails(
                    OpenAiCompatible.at(server.url()).timing(timing).retries(10).languageModel(),
                    within(Duration.ofSeconds(20)),
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertThat(timing.sleeps()).hasSize(2);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void pausesGrowToEightSecondsAtMost() {
        try (ScriptedServer server = new ScriptedServer(answer(503, "text/plain", ""))) {
            fails(
                    OpenAiCompatible.at(server.url())
                            .timing(new SleeplessTiming(0))
                            .retries(0)
                            .languageModel(),
                    anything(),
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            SleeplessTiming late = new SleeplessTiming(0);
            fails(
                    OpenAiCompatible.at(server.url()).timing(late).retries(8).languageModel(),
                    within(Duration.ofMinutes(5)),
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
            assertThat(late.sleeps())
                    .extracting(Duration::toMillis)
                    .containsExactly(125L, 250L, 500L, 1000L, 2000L, 4000L, 4000L, 4000L);
        }
    }

    @Test
    void triesAgainWhereTheConnectionIsClosedBeforeAnAnswer() {
        assertThat(answered(out -> {}, out -> {}, GOOD)).isEqualTo("fine");
        assertThat(timing.sleeps()).hasSize(2);
    }

    @Test
    void triesAgainWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        LanguageModelException failure = fails(
                OpenAiCompatible.at(URI.create("http://127.0.0.1:" + port + "/v1"))
                        .timing(timing)
                        .languageModel(),
                anything(),
                ErrorCode.LANGUAGE_MODEL_UNAVAILABLE);
        assertThat(failure)
                .hasMessageContaining("no connection to http://127.0.0.1:" + port)
                .hasMessageContaining("2 further attempts");
        assertThat(failure.retryable()).isTrue();
        assertThat(timing.sleeps()).hasSize(2);
    }
}
