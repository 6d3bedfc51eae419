package io.defectsdk.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OpenAiCompatibleTest {
    private final OpenAiCompatible server = OpenAiCompatible.at(URI.create("http://127.0.0.1:11434/v1//"));

    @Test
    void namesTheServerWithoutASlashAtItsEnd() {
        assertThat(server.languageModel().name()).isEqualTo("http://127.0.0.1:11434/v1");
        assertThat(server).hasToString("OpenAI-compatible server at http://127.0.0.1:11434/v1 with no API key");
    }

    @Test
    void isNotChangedByItsMethods() {
        assertThat(server.apiKey(() -> "key")).asString().contains("an API key");
        assertThat(server).asString().contains("no API key");
    }

    @Test
    void refusesWhatIsOutOfRangeWhereItIsGiven() {
        refuses("connectTimeout", () -> server.connectTimeout(Duration.ZERO));
        refuses("connectTimeout", () -> server.connectTimeout(Duration.ofMinutes(2)));
        refuses("idleTimeout", () -> server.idleTimeout(Duration.ofMillis(9)));
        refuses("embeddingTimeout", () -> server.embeddingTimeout(Duration.ofDays(1)));
        refuses("retries", () -> server.retries(-1));
        refuses("retries", () -> server.retries(11));
        refuses("maxAnswerBytes", () -> server.maxAnswerBytes(1023));
        refuses("name", () -> server.model(" "));
        refuses("quantised", () -> server.served("a", "b", ""));
        refuses("id", () -> server.sentenceEncoder("", 3));
        refuses("dimension", () -> server.sentenceEncoder("e", 0));
        assertThatNullPointerException().isThrownBy(() -> server.sentenceEncoder("e", 3, null, ""));
        assertThatNullPointerException().isThrownBy(() -> server.apiKey(null));
    }

    private static void refuses(String name, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(name + " is ");
    }
}
