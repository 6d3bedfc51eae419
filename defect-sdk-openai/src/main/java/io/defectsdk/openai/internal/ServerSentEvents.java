package io.defectsdk.openai.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of server-sent events out of bytes that come in any portions, by the rules of the HTML standard, 9.2.6: lines end with LF, CR or
 * CRLF; one that begins with a colon is a comment; {@code data} lines of one event are joined by LF. Beyond the standard, an event that only
 * the stream's end ended counts: servers leave out the last empty line. Lines are cut before they are decoded, so that no character is split.
 * Confined to one thread.
 */
final class ServerSentEvents {
    private final int longestLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterReturn;
    private boolean first = true;

    /** With so many bytes in a line, and characters in an event, at most. */
    ServerSentEvents(int longestLine) {
        this.longestLine = longestLine;
    }

    /** The events that these bytes complete. */
    List<String> read(List<ByteBuffer> bytes) throws FailedCall {
        List<String> events = new ArrayList<>();
        for (ByteBuffer buffer : bytes) {
            while (buffer.hasRemaining()) {
                read(buffer.get(), events);
            }
        }
        return events;
    }

    private void read(byte next, List<String> events) throws FailedCall {
        boolean secondOfPair = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (secondOfPair) {
            return;
        }
        if (next == '\n' || next == '\r') {
            endLine(events);
        } else {
            if (line.size() == longestLine) {
                throw tooLong("a line", "bytes");
            }
            line.write(next);
        }
    }

    /** The event that the end of the stream completes, if there is one. */
    List<String> end() throws FailedCall {
        List<String> events = new ArrayList<>();
        endLine(events);
        if (hasData) {
            endEvent(events);
        }
        return events;
    }

    private void endLine(List<String> events) throws FailedCall {
        String text = decoded();
        line.reset();
        if (text.isEmpty()) {
            if (hasData) {
                endEvent(events);
            }
            return;
        }
        @Nullable String value = valueOfData(text);
        if (value == null) {
            return;
        }
        if (data.length() + value.length() > longestLine) {
            throw tooLong("an event", "characters");
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private String decoded() throws FailedCall {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            boolean marked = first && text.startsWith("\uFEFF");
            first = false;
            return marked ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw FailedCall.broken("a line of " + line.size()
                    + " bytes in the event stream is not in UTF-8, or was cut" + " off within a character");
        }
    }

    /** Nothing for a comment and for any other field: {@code event}, {@code id} and {@code retry} mean nothing here. */
    private static @Nullable String valueOfData(String text) {
        if (text.equals("data")) {
            return "";
        }
        if (!text.startsWith("data:")) {
            return null;
        }
        return text.substring(text.startsWith("data: ") ? 6 : 5);
    }

    private void endEvent(List<String> events) {
        events.add(data.toString());
        data.setLength(0);
        hasData = false;
    }

    private FailedCall tooLong(String what, String unit) {
        return FailedCall.broken(
                "the event stream holds " + what + " of more than the " + longestLine + " " + unit + " that are taken");
    }
}
