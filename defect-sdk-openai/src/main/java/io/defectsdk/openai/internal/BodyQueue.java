package io.defectsdk.openai.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands a response's body to the thread that reads it, which waits as long as it wants to. The next part is asked for when one was taken, so
 * that a flood stays in the network. Closing it early closes the connection.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
    /** A part of the body, or its end, with what cut it off. */
    record Part(
            List<ByteBuffer> bytes, boolean end, @Nullable Throwable fault) {}

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        if (closed || subscription != null) {
            given.cancel();
        } else {
            subscription = given;
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        parts.add(new Part(bytes, false, null));
    }

    @Override
    public void onError(Throwable fault) {
        parts.add(new Part(List.of(), true, fault));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), true, null));
    }

    /** The next part; nothing if none came in time. After the end there is nothing more. */
    @Nullable
    Part next(Duration patience) throws InterruptedException {
        Part part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (part != null && !part.end()) {
            synchronized (this) {
                if (subscription != null && !closed) {
                    subscription.request(1);
                }
            }
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
