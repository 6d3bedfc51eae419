package io.defectsdk.core.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Gate gate = new Gate();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    private CompletableFuture<String> callThatStays() throws InterruptedException {
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> gate.call(() -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            ended.set(true);
            return "done";
        }));
        inside.await();
        return call;
    }

    @Test
    void letsCallsInAndGivesTheirResult() {
        assertThat(gate.<Integer>call(() -> gate.call(() -> 7))).isEqualTo(7);
    }

    @Test
    void refusesCallsOnceClosed() {
        gate.close(LONG);

        assertThatIllegalStateException().isThrownBy(() -> gate.call(() -> 7)).withMessageContaining("closed");
    }

    @Test
    void closesOnce() {
        assertThat(gate.close(LONG)).isTrue();
        assertThat(gate.close(LONG)).isFalse();
    }

    @Test
    void waitsForTheCallsInside() throws Exception {
        CompletableFuture<String> call = callThatStays();
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> {
            boolean closed = gate.close(LONG);
            assertThat(ended).isTrue();
            return closed;
        });
        Thread.sleep(100);
        assertThat(closing).isNotDone();

        leave.countDown();

        assertThat(call.get()).isEqualTo("done");
        assertThat(closing.get()).isTrue();
    }

    @Test
    void waitsNoLongerThanItsPatience() throws Exception {
        CompletableFuture<String> call = callThatStays();

        long start = System.nanoTime();
        assertThat(gate.close(Duration.ofMillis(100))).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
        leave.countDown();
        assertThat(call.get()).isEqualTo("done");
    }

    @Test
    void countsACallThatThrowsAsEnded() {
        assertThatThrownBy(() -> gate.call(() -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);

        long start = System.nanoTime();
        gate.close(LONG);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void closesAtOnceWhenInterruptedAndKeepsTheInterrupt() throws Exception {
        CompletableFuture<String> call = callThatStays();
        Thread.currentThread().interrupt();

        assertThat(gate.close(LONG)).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        leave.countDown();
        assertThat(call.get()).isEqualTo("done");
    }
}
