package io.defectsdk.openai.internal;

import io.defectsdk.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server's answer, its body being read as it comes. Confined to one thread; closing it ends what the server still sends. */
final class Reply implements AutoCloseable {
    /** Of a body that only says what is wrong. */
    private static final int ERROR_BYTES = 8192;

    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final HttpResponse<BodyQueue> response;
    private final Deadline deadline;
    private final Optional<String> key;
    private final long limit;
    private long bytes;
    private boolean ended;
    private @Nullable Throwable fault;

    Reply(URI address, HttpResponse<BodyQueue> response, Deadline deadline, Optional<String> key, long limit) {
        this.address = address;
        this.response = response;
        this.deadline = deadline;
        this.key = key;
        this.limit = limit;
    }

    URI address() {
        return address;
    }

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    boolean isEventStream() {
        return mediaType().equals("text/event-stream");
    }

    boolean isJson() {
        return mediaType().equals("application/json");
    }

    private String mediaType() {
        String type = headers().firstValue("content-type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The next bytes, or nothing at the end, be it a good one or not: see {@link #cutOff}.
     *
     * @param idle how long they may take, if that is less than the deadline leaves
     */
    @Nullable
    List<ByteBuffer> next(Duration idle) throws FailedCall, InterruptedException {
        if (ended) {
            return null;
        }
        Duration left = deadline.left();
        boolean idleFirst = idle.compareTo(left) < 0;
        BodyQueue.Part part = left.isZero() ? null : response.body().next(idleFirst ? idle : left);
        if (part == null) {
            throw FailedCall.of(
                    ErrorCode.DEADLINE_PASSED,
                    idleFirst
                            ? address + " sent nothing for " + idle.toMillis() + " ms in the middle of its answer"
                            : late(address, deadline),
                    null);
        }
        if (part.end()) {
            ended = true;
            fault = part.fault();
            return null;
        }
        for (ByteBuffer buffer : part.bytes()) {
            bytes += buffer.remaining();
        }
        if (bytes > limit) {
            throw FailedCall.broken(address + " sent more than the " + limit
                    + " bytes that are taken of one answer; ask for fewer tokens, or raise the limit");
        }
        return part.bytes();
    }

    static String late(URI address, Deadline deadline) {
        return address + " gave no whole answer within " + deadline.timeout().toMillis() + " ms";
    }

    /** Whether the connection broke before the body's end. */
    boolean cutOff() {
        return fault != null;
    }

    /** The whole body. */
    byte[] all() throws FailedCall, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (List<ByteBuffer> some = next(deadline.timeout()); some != null; some = next(deadline.timeout())) {
            append(some, body);
        }
        if (cutOff()) {
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_BROKEN,
                    address + " broke off its answer after " + body.size() + " bytes",
                    fault);
        }
        return body.toByteArray();
    }

    /** The beginning of a body that says what is wrong, as far as it comes soon. */
    String beginning() throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Duration patience = deadline.left().compareTo(ERROR_PATIENCE) < 0 ? deadline.left() : ERROR_PATIENCE;
        Deadline soon = deadline.within(patience);
        while (body.size() < ERROR_BYTES && !soon.left().isZero()) {
            BodyQueue.Part part = response.body().next(soon.left());
            if (part == null || part.end()) {
                return body.toString(StandardCharsets.UTF_8);
            }
            append(part.bytes(), body);
        }
        String text = body.toString(StandardCharsets.UTF_8);
        // the key, cut off at the end, would not be found and masked
        int unsure = key.map(String::length).orElse(0) * Excerpts.LONGEST_FORM;
        return text.substring(0, Math.max(0, text.length() - unsure));
    }

    private static void append(List<ByteBuffer> some, ByteArrayOutputStream body) {
        for (ByteBuffer buffer : some) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            body.writeBytes(copy);
        }
    }

    /** Something that the server said, fit for a message. */
    String excerpt(String text) {
        return Excerpts.of(text, key);
    }

    /** That this is no answer, with its beginning. */
    FailedCall wrongType() throws InterruptedException {
        return FailedCall.broken(address + " answered with status " + status() + " and content type '"
                + excerpt(headers().firstValue("content-type").orElse("none"))
                + "' where JSON or an event stream is expected: '" + excerpt(beginning())
                + "'; does the URL lead to the server itself, and end as its API does, such as with /v1?");
    }

    @Override
    public void close() {
        response.body().close();
    }
}
