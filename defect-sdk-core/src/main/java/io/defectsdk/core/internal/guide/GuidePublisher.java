package io.defectsdk.core.internal.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.guide.GuideEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes what happens while a guide is made, to one subscriber; see {@link io.defectsdk.guide.Guides#stream}. */
final class GuidePublisher implements Flow.Publisher<GuideEvent> {
    /** Pieces of an answer that wait for a slow subscriber; more are left out. */
    private static final int WAITING = 256;

    private final Executor threads;
    private final Consumer<Consumer<GuideEvent>> work;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Not begun yet.
     *
     * @param work tells of events, the last one included, or throws
     */
    GuidePublisher(Executor threads, Consumer<Consumer<GuideEvent>> work) {
        this.threads = threads;
        this.work = work;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super GuideEvent> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (taken.getAndSet(true)) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(
                    new IllegalStateException("a guide is streamed to one subscriber: call stream(...) again"));
            return;
        }
        subscriber.onSubscribe(new Streaming(subscriber));
    }

    /** Hands events over one at a time, on whichever thread brings the event or the demand, and never under a lock. */
    private final class Streaming implements Flow.Subscription {
        private final Flow.Subscriber<? super GuideEvent> subscriber;
        private final Deque<GuideEvent> waiting = new ArrayDeque<>();
        private long demand;
        private boolean handing;
        private boolean ended;
        private boolean closed;
        private @Nullable Throwable failure;
        private @Nullable Future<?> running;

        Streaming(Flow.Subscriber<? super GuideEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            boolean begin;
            synchronized (this) {
                if (n <= 0) {
                    ended = true;
                    waiting.clear();
                    failure = new IllegalArgumentException("a subscriber asks for one event or more, not for " + n);
                } else {
                    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                }
                begin = running == null && !closed && !ended;
            }
            if (begin) {
                begin();
            }
            hand();
        }

        private void begin() {
            FutureTask<Void> task = new FutureTask<>(this::work, null);
            synchronized (this) {
                if (running != null) {
                    return;
                }
                running = task;
            }
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                end(new IllegalStateException("this DefectSdk is closed", e));
            }
        }

        private void work() {
            try {
                work.accept(this::offer);
                end(null);
            } catch (Throwable e) { // whatever it is, the subscriber must not wait for ever
                end(e);
            }
        }

        private void offer(GuideEvent event) {
            synchronized (this) {
                if (closed || (event instanceof GuideEvent.Token && waiting.size() >= WAITING)) {
                    return;
                }
                waiting.add(event);
            }
            hand();
        }

        private void end(@Nullable Throwable cause) {
            synchronized (this) {
                ended = true;
                failure = failure == null ? cause : failure;
            }
            hand();
        }

        private void hand() {
            synchronized (this) {
                if (handing) { // whoever hands over looks again before it stops
                    return;
                }
                handing = true;
            }
            while (true) {
                GuideEvent event = null;
                boolean last = false;
                synchronized (this) {
                    if (!closed && demand > 0 && !waiting.isEmpty()) {
                        event = waiting.poll();
                        demand--;
                    } else if (!closed && ended && waiting.isEmpty()) {
                        closed = true;
                        last = true;
                    } else {
                        handing = false;
                        return;
                    }
                }
                if (last) {
                    tellEnd();
                } else {
                    tell(requireNonNull(event));
                }
            }
        }

        private void tell(GuideEvent event) {
            try {
                subscriber.onNext(event);
            } catch (RuntimeException | Error e) { // it broke its contract: nothing more for it
                cancel();
                throw e;
            }
        }

        private void tellEnd() {
            Throwable cause = failure;
            if (cause == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(cause);
            }
        }

        @Override
        public void cancel() {
            Future<?> task;
            synchronized (this) {
                closed = true;
                waiting.clear();
                task = running;
            }
            if (task != null) {
                task.cancel(true);
            }
        }
    }
}
