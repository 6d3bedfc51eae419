package io.defectsdk.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    private static List<String> read(String text) throws FailedCall {
        return read(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    private static List<String> read(byte[] bytes, int portion) throws FailedCall {
        ServerSentEvents events = new ServerSentEvents(1000);
        List<String> data = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += Math.min(portion, bytes.length)) {
            int to = (int) Math.min(bytes.length, (long) from + portion);
            data.addAll(events.read(List.of(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)))));
        }
        data.addAll(events.end());
        return data;
    }

    @Test
    void takesEveryKindOfLineEnd() throws Exception {
        assertThat(read("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\r\n\n")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void joinsLinesOfOneEvent() throws Exception {
        assertThat(read("data: a\ndata:b\ndata\ndata:  c\n\n")).containsExactly("a\nb\n\n c");
    }

    @Test
    void passesOverCommentsOtherFieldsAndEmptyEvents() throws Exception {
        assertThat(read("\uFEFF: hello\n\n\nevent: message\nid: 7\nretry: 10\ndata: a\ndatabase: x\n\nevent: e\n\n"))
                .containsExactly("a");
    }

    @Test
    void takesAMarkOfByteOrderAtTheBeginningAlone() throws Exception {
        assertThat(read("\uFEFFdata: \uFEFFa\n\n")).containsExactly("\uFEFFa");
    }

    @Test
    void doesNotCareHowTheBytesArePortioned() throws Exception {
        byte[] bytes = "data: 눌림 🔧\r\n\r\n: c\r\ndata: b\rdata: 둘\n\ndata: end".getBytes(StandardCharsets.UTF_8);
        for (int portion = 1; portion <= bytes.length; portion++) {
            assertThat(read(bytes, portion)).as("portions of %s", portion).containsExactly("눌림 🔧", "b\n둘", "end");
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> read("data: \u00FC\n\n".getBytes(StandardCharsets.ISO_8859_1), 3))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("not in UTF-8");
    }

    @Test
    void refusesALineOrAnEventWithoutEnd() {
        assertThatThrownBy(() -> read("data: " + "x".repeat(1000)))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("a line of more than the 1000 bytes");
        assertThatThrownBy(() -> read("data: 0123456789\n".repeat(200)))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("an event of more than the 1000 characters");
    }
}
