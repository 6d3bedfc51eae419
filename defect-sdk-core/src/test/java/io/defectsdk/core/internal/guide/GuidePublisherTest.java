package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.guide.GuideEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuidePublisherTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private static final class Listener implements Flow.Subscriber<GuideEvent> {
        private final long first;
        private final List<GuideEvent> events = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;

        Listener(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (first > 0) {
                given.request(first);
            }
        }

        @Override
        public synchronized void onNext(GuideEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }

        synchronized List<GuideEvent> events() {
            return List.copyOf(events);
        }
    }

    @Test
    void tellsOfEverythingAndThenThatItIsDone() throws InterruptedException {
        Listener listener = new Listener(Long.MAX_VALUE);
        new GuidePublisher(threads, events -> {
                    events.accept(new GuideEvent.Found(List.of()));
                    for (int i = 0; i < 1_000; i++) {
                        events.accept(new GuideEvent.Token("a" + i));
                    }
                })
                .subscribe(listener);

        listener.ended.await();

        assertThat(listener.events()).hasSize(1_001);
        assertThat(listener.failure).isNull();
    }

    @Test
    void aFailureIsTheLastThing() throws InterruptedException {
        Listener listener = new Listener(10);
        new GuidePublisher(threads, events -> {
                    events.accept(new GuideEvent.Token("a"));
                    throw new IllegalStateException("no");
                })
                .subscribe(listener);

        listener.ended.await();

        assertThat(listener.events()).hasSize(1);
        assertThat(listener.failure).hasMessage("no");
    }

    @Test
    void aSlowSubscriberMissesPiecesButNotTheEnd() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        Listener listener = new Listener(1);
        new GuidePublisher(threads, events -> {
                    for (int i = 0; i < 10_000; i++) {
                        events.accept(new GuideEvent.Token("a" + i));
                    }
                    events.accept(new GuideEvent.Found(List.of())); // stands for the guide: no piece of an answer
                    said.countDown();
                })
                .subscribe(listener);
        said.await();
        assertThat(listener.events()).hasSize(1);

        listener.subscription.request(Long.MAX_VALUE);
        listener.ended.await();

        assertThat(listener.events().size()).isBetween(3, 300);
        assertThat(listener.events().get(listener.events().size() - 1)).isInstanceOf(GuideEvent.Found.class);
    }

    @Test
    void nothingBeginsBeforeAnEventIsAskedFor() {
        AtomicBoolean begun = new AtomicBoolean();
        Listener listener = new Listener(0);

        new GuidePublisher(Runnable::run, events -> begun.set(true)).subscribe(listener);

        assertThat(begun).isFalse();
        listener.subscription.request(1);
        assertThat(begun).isTrue();
    }

    @Test
    void cancellingInterruptsTheWork() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Listener listener = new Listener(1);
        new GuidePublisher(threads, events -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    events.accept(new GuideEvent.Token("late"));
                })
                .subscribe(listener);
        begun.await();

        listener.subscription.cancel();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(listener.events()).isEmpty();
    }

    @Test
    void aSecondSubscriberIsRefused() {
        GuidePublisher publisher = new GuidePublisher(Runnable::run, events -> {});
        publisher.subscribe(new Listener(1));
        Listener second = new Listener(1);

        publisher.subscribe(second);

        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void askingForNothingIsAnError() {
        Listener listener = new Listener(0);
        new GuidePublisher(Runnable::run, events -> {}).subscribe(listener);

        listener.subscription.request(0);

        assertThat(listener.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubscriberThatThrowsGetsNothingMore() throws InterruptedException {
        List<GuideEvent> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        new GuidePublisher(threads, events -> {
                    try {
                        events.accept(new GuideEvent.Token("a"));
                    } catch (IllegalStateException e) {
                        events.accept(new GuideEvent.Token("b"));
                    }
                    done.countDown();
                })
                .subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(10);
                    }

                    @Override
                    public void onNext(GuideEvent event) {
                        seen.add(event);
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public void onError(Throwable cause) {}

                    @Override
                    public void onComplete() {}
                });

        done.await();

        assertThat(seen).hasSize(1);
    }
}
