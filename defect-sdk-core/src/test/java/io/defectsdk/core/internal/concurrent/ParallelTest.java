package io.defectsdk.core.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ParallelTest {
    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "1,17", "2,1", "2,2", "3,17", "4,3", "4,0", "8,1000"})
    void visitsEachIndexOnce(int threads, int count) {
        AtomicIntegerArray visits = new AtomicIntegerArray(Math.max(1, count));
        try (Parallel parallel = new Parallel(threads)) {
            parallel.forRange(count, (from, to) -> {
                for (int i = from; i < to; i++) {
                    visits.incrementAndGet(i);
                }
            });
        }
        for (int i = 0; i < count; i++) {
            assertThat(visits.get(i)).isOne();
        }
    }

    @Test
    void usesTheCallersThreadAndDaemonsOnly() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        try (Parallel parallel = new Parallel(3)) {
            parallel.forRange(3, (from, to) -> {
                used.add(Thread.currentThread());
                all.countDown();
                await(all);
            });
        }
        assertThat(used).hasSize(3).contains(Thread.currentThread());
        used.remove(Thread.currentThread());
        assertThat(used).allMatch(Thread::isDaemon).allMatch(thread -> thread.getName()
                .startsWith("defect-sdk-"));
    }

    @Test
    void sharesTheThreadsAmongComputations() throws Exception {
        try (Parallel parallel = new Parallel(4)) {
            assertThat(parallel.share()).isEqualTo(4);
            int[] shares = parallel.compute(() -> {
                int alone = parallel.share();
                return parallel.compute(() -> {
                    int two = parallel.share();
                    return parallel.compute(() -> new int[] {
                        alone, two, parallel.share(), parallel.compute(() -> parallel.compute(parallel::share))
                    });
                });
            });
            assertThat(shares).containsExactly(4, 2, 1, 1);
            assertThat(parallel.share()).as("given back").isEqualTo(4);
        }
    }

    @Test
    void givesBackTheShareOfAComputationThatFails() {
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> parallel.compute(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
            assertThat(parallel.share()).isEqualTo(2);
        }
    }

    @Test
    void staysOnTheCallersThreadWhileOthersCompute() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        try (Parallel parallel = new Parallel(2)) {
            parallel.compute(() -> parallel.compute(() -> {
                parallel.forRange(8, (from, to) -> used.add(Thread.currentThread()));
                return used;
            }));
        }
        assertThat(used).containsExactly(Thread.currentThread());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void passesOnWhatARangeThrowsOnceAllHaveEnded(int failing) {
        AtomicInteger ended = new AtomicInteger();
        try (Parallel parallel = new Parallel(4)) {
            assertThatThrownBy(() -> parallel.forRange(4, (from, to) -> {
                        if (from == failing) {
                            throw new ArithmeticException("range " + from);
                        }
                        sleep(100);
                        ended.incrementAndGet();
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("range " + failing);
            assertThat(ended).hasValue(3);
        }
    }

    @Test
    void waitsForAllRangesWhenSeveralFail() {
        AtomicInteger ended = new AtomicInteger();
        try (Parallel parallel = new Parallel(4)) {
            assertThatThrownBy(() -> parallel.forRange(4, (from, to) -> {
                        if (from < 3) {
                            throw new StackOverflowError("range " + from);
                        }
                        sleep(200);
                        ended.incrementAndGet();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(ended).hasValue(1);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void finishesItsWorkWhenInterruptedAndKeepsTheInterrupt() {
        AtomicInteger ended = new AtomicInteger();
        try (Parallel parallel = new Parallel(3)) {
            Thread.currentThread().interrupt();
            parallel.forRange(3, (from, to) -> {
                if (from > 0) {
                    sleep(100);
                }
                ended.incrementAndGet();
            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ended).hasValue(3);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void waitsForNoHelperThatOthersKeepBusy() throws Exception {
        CountDownLatch busy = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        AtomicInteger visited = new AtomicInteger();
        try (Parallel parallel = new Parallel(3)) {
            CompletableFuture<Void> fit = CompletableFuture.runAsync(() -> parallel.forRange(3, (from, to) -> {
                busy.countDown();
                await(release);
            }));
            await(busy);
            try {
                CompletableFuture.runAsync(() -> parallel.forRange(300, (from, to) -> {
                            used.add(Thread.currentThread());
                            visited.addAndGet(to - from);
                        }))
                        .get(15, TimeUnit.SECONDS);
            } finally {
                release.countDown();
            }
            fit.join();
        }
        assertThat(visited).hasValue(300);
        assertThat(used).as("the caller alone").hasSize(1);
    }

    @Test
    void servesSeveralCallersAtOnce() throws InterruptedException {
        AtomicInteger sum = new AtomicInteger();
        try (Parallel parallel = new Parallel(2)) {
            Thread[] callers = new Thread[8];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = new Thread(() -> {
                    for (int round = 0; round < 100; round++) {
                        parallel.forRange(10, (from, to) -> sum.addAndGet(to - from));
                    }
                });
                callers[i].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(sum).hasValue(8_000);
    }
}
