package io.defectsdk.core.internal.guide;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LanguageModelException;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.spi.LanguageModel;
import io.defectsdk.spi.ModelAnswer;
import io.defectsdk.spi.ModelRequest;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Calls a language model on threads of its own, a few at a time: one that does not keep its deadline, or ignores being interrupted, holds up nothing but its
 * own place. Thread-safe.
 */
final class ModelCalls implements AutoCloseable {
    /** No answer of ours is longer, in characters a token. */
    private static final int CHARACTERS_A_TOKEN = 16;

    private final LanguageModel model;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("defect-sdk-model"));

    ModelCalls(LanguageModel model, int atATime) {
        this.model = model;
        this.places = new Semaphore(atATime, true);
    }

    String name() {
        return model.name();
    }

    /**
     * Asks, and waits no longer than the request's timeout: half of it for a place at most.
     *
     * @param tokens is given the answer's pieces, never after this method ended
     * @throws LanguageModelException for whatever goes wrong
     * @throws CancellationException if the calling thread was interrupted, which it stays
     */
    ModelAnswer ask(ModelRequest request, Consumer<String> tokens) {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        try {
            if (!places.tryAcquire(request.timeout().toNanos() / 2, TimeUnit.NANOSECONDS)) {
                throw new LanguageModelException(
                        ErrorCode.BUSY,
                        "the language model is busy with other guides: no turn came within "
                                + request.timeout().toMillis() / 2 + " ms",
                        null);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        Listener listener = new Listener(tokens, (long) CHARACTERS_A_TOKEN * request.maxTokens());
        Future<ModelAnswer> call;
        try {
            ModelRequest within = within(request, deadline);
            call = threads.submit(() -> {
                try {
                    return model.answer(within, listener);
                } finally {
                    places.release(); // by the thread that holds the place: a call that was given up still runs
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw new LanguageModelException(ErrorCode.LANGUAGE_MODEL_UNAVAILABLE, "the SDK is being closed", e);
        }
        try {
            return call.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LanguageModelException(
                    ErrorCode.DEADLINE_PASSED,
                    "the language model did not answer within "
                            + request.timeout().toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            listener.end();
            call.cancel(true);
        }
    }

    private static ModelRequest within(ModelRequest request, long deadline) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        return new ModelRequest(
                request.model(),
                request.quantised(),
                request.messages(),
                request.temperature(),
                request.maxTokens(),
                request.jsonSchema(),
                left);
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof LanguageModelException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        String message = cause instanceof DefectSdkException ? cause.getMessage() : cause.toString();
        return new LanguageModelException(
                ErrorCode.LANGUAGE_MODEL_UNAVAILABLE, "the language model failed: " + message, cause);
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while a language model was asked");
    }

    /** Passes pieces on as long as somebody waits for them, and no more of them than an answer can have. */
    private static final class Listener implements Consumer<String> {
        private final Consumer<String> tokens;
        private final long most;
        private final AtomicLong length = new AtomicLong();
        private final AtomicBoolean ended = new AtomicBoolean();

        Listener(Consumer<String> tokens, long most) {
            this.tokens = tokens;
            this.most = most;
        }

        @Override
        public synchronized void accept(String piece) {
            if (ended.get()) {
                throw new CancellationException("nobody waits for this answer any more");
            }
            if (length.addAndGet(piece.length()) > most) {
                throw new LanguageModelException(
                        ErrorCode.LANGUAGE_MODEL_BROKEN,
                        "the language model does not stop: more than " + most + " characters",
                        null);
            }
            if (!piece.isEmpty()) {
                tokens.accept(piece);
            }
        }

        synchronized void end() {
            ended.set(true);
        }
    }

    /** Interrupts the calls under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
