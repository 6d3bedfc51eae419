package io.defectsdk.core.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    @Test
    void letsNoMoreInThanItMay() {
        Turns turns = new Turns("count", 2, Duration.ofSeconds(50));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(onAThread(() -> turns.call(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                pause(20);
                return inside.decrementAndGet();
            })));
        }
        calls.forEach(CompletableFuture::join);

        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void saysThatItIsBusyWhenNoTurnComes() throws Exception {
        Turns turns = new Turns("work on a password", 1, Duration.ofMillis(10));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> first = onAThread(() -> turns.call(() -> {
            inside.countDown();
            await(goOn);
            return true;
        }));
        inside.await();

        assertThatExceptionOfType(DefectSdkException.class)
                .isThrownBy(() -> turns.call(() -> false))
                .withMessage("no turn to work on a password came within 10 ms: 1 at once are let in, and 0 still wait;"
                        + " call again in a moment")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY))
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        goOn.countDown();
        assertThat(first.join()).isTrue();
        assertThat(turns.call(() -> 7)).isEqualTo(7);
    }

    @Test
    void givesATurnBackWhateverHappens() {
        Turns turns = new Turns("fail", 1, Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> turns.call(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .withMessage("broken");
        }
        assertThat(turns.call(() -> 7)).isEqualTo(7);
    }

    @Test
    void leavesAnInterruptedThreadInterrupted() {
        Turns turns = new Turns("wait", 1, Duration.ofSeconds(50));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(DefectSdkException.class)
                .isThrownBy(() -> turns.call(() -> 7))
                .withMessageContaining("interrupted")
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        assertThat(Thread.interrupted()).isTrue();
    }

    private static <T> CompletableFuture<T> onAThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
