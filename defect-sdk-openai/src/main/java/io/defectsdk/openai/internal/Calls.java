package io.defectsdk.openai.internal;

import io.defectsdk.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one server, again where that is safe: nothing of the answer was seen yet, and asking changes nothing on such servers. Thread-safe.
 */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Connection connection;
    private final Pauses pauses;
    private final HttpClient client;

    Calls(Connection connection) {
        this.connection = connection;
        this.pauses = new Pauses(connection.timing());
        HttpClient.Builder builder = HttpClient.newBuilder()
                // what local servers speak; an upgrade would be tried at each first request otherwise
                .version(HttpClient.Version.HTTP_1_1)
                // the key and the manuals' texts go where the host said, and nowhere else
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connection.connectTimeout());
        if (connection.address().isLoopback()) {
            builder.proxy(HttpClient.Builder.NO_PROXY);
        }
        this.client = builder.build();
    }

    /** Where the server is. */
    ServerAddress server() {
        return connection.address();
    }

    Timing timing() {
        return connection.timing();
    }

    /**
     * Posts JSON.
     *
     * @param limit bytes of the answer's body at most
     * @return with status 200; the caller's to close
     */
    Reply post(String path, byte[] json, Deadline deadline, long limit) throws FailedCall, InterruptedException {
        for (int retry = 0; ; retry++) {
            try {
                return attempt(path, json, deadline, limit);
            } catch (FailedCall failure) {
                if (!failure.worthAnotherTry()) {
                    throw failure;
                }
                if (retry == connection.retries()) {
                    throw retry == 0 ? failure : failure.noting("; so did " + retry + " further attempts");
                }
                Duration pause = pauses.before(retry, failure.retryAfter());
                Duration left = deadline.left();
                if (pause.compareTo(left) >= 0) {
                    throw failure.noting(
                            "; the next attempt would be in " + pause.toMillis() + " ms, but only " + left.toMillis()
                                    + " ms are left of " + deadline.timeout().toMillis());
                }
                LOG.debug("Trying again in {} ms: {}", pause.toMillis(), failure.getMessage());
                connection.timing().sleep(pause);
            }
        }
    }

    private Reply attempt(String path, byte[] json, Deadline deadline, long limit)
            throws FailedCall, InterruptedException {
        URI address = connection.address().of(path);
        Optional<String> key = connection.key().now();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/json")
                .POST(BodyPublishers.ofByteArray(json));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        Reply reply = new Reply(address, head(address, request.build(), deadline), deadline, key, limit);
        boolean good = false;
        try {
            check(reply);
            good = true;
            return reply;
        } finally {
            if (!good) {
                reply.close();
            }
        }
    }

    private HttpResponse<BodyQueue> head(URI address, HttpRequest request, Deadline deadline)
            throws FailedCall, InterruptedException {
        BodyQueue body = new BodyQueue();
        CompletableFuture<HttpResponse<BodyQueue>> coming = client.sendAsync(request, head -> body);
        boolean come = false;
        try {
            HttpResponse<BodyQueue> response = coming.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            come = true;
            return response;
        } catch (TimeoutException e) {
            throw FailedCall.of(ErrorCode.DEADLINE_PASSED, Reply.late(address, deadline), null);
        } catch (ExecutionException e) {
            throw unreachable(address, e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } finally {
            if (!come) {
                coming.cancel(true);
                body.close();
            }
        }
    }

    private FailedCall unreachable(URI address, IOException cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return FailedCall.unreachable(
                    "no connection to " + address + " within "
                            + connection.connectTimeout().toMillis() + " ms",
                    cause,
                    true);
        }
        if (cause instanceof ConnectException) {
            return FailedCall.unreachable("no connection to " + address + "; does the server run?", cause, true);
        }
        if (cause instanceof SSLException) {
            return FailedCall.unreachable("no secure connection to " + address + ", see the cause", cause, false);
        }
        if (cause instanceof ProtocolException) {
            return FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_BROKEN, address + " did not answer in HTTP, see the cause", cause);
        }
        return FailedCall.unreachable(address + " closed the connection before it answered", cause, true);
    }

    private void check(Reply reply) throws FailedCall, InterruptedException {
        int status = reply.status();
        if (status == 200) {
            String coding = reply.headers().firstValue("content-encoding").orElse("identity");
            if (!coding.equalsIgnoreCase("identity")) {
                throw FailedCall.broken(reply.address() + " compressed its answer ('" + reply.excerpt(coding)
                        + "'), which was not asked for");
            }
            return;
        }
        String said = Json.errorOf(reply.beginning());
        String message = reply.address() + " answered with status " + status + ": '" + reply.excerpt(said) + "'";
        if (status < 300) {
            throw FailedCall.broken(message + ", where 200 is expected");
        }
        switch (status) {
            case 429, 502, 503, 504 ->
                throw FailedCall.status(
                        ErrorCode.LANGUAGE_MODEL_UNAVAILABLE,
                        message,
                        status,
                        said,
                        true,
                        pauses.retryAfter(reply.headers()));
            case 401, 403 -> throw refused(message + "; check the API key", status, said);
            case 404 ->
                throw refused(
                        message + "; check that the URL ends as the server's API does, such as with /v1, and that the"
                                + " server has this model",
                        status,
                        said);
            default -> {
                if (status >= 500) {
                    throw FailedCall.status(
                            ErrorCode.LANGUAGE_MODEL_UNAVAILABLE, message, status, said, false, Optional.empty());
                }
                boolean elsewhere = status >= 300 && status < 400;
                throw refused(
                        elsewhere
                                ? message + "; it sends to another place ('"
                                        + reply.excerpt(reply.headers()
                                                .firstValue("location")
                                                .orElse("none named"))
                                        + "'), where key and texts are not taken: give the final URL"
                                : message,
                        status,
                        said);
            }
        }
    }

    private static FailedCall refused(String message, int status, String said) {
        return FailedCall.status(ErrorCode.LANGUAGE_MODEL_REFUSED, message, status, said, false, Optional.empty());
    }
}
