package io.defectsdk.core.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.StoreException;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.spi.InspectionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryWriterTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private Consumer<InspectionRecord> behaviour = inspection -> {};
    private HistoryWriter writer = writer(Duration.ofSeconds(20));

    private HistoryWriter writer(Duration patience) {
        return new HistoryWriter(
                new InspectionStore() {
                    @Override
                    public void add(InspectionRecord inspection) {
                        calls.incrementAndGet();
                        behaviour.accept(inspection);
                    }

                    @Override
                    public Optional<InspectionRecord> find(UUID id) {
                        return Optional.empty();
                    }

                    @Override
                    public List<InspectionRecord> recent(String productCode, int limit) {
                        return List.of();
                    }
                },
                patience);
    }

    @AfterEach
    void close() {
        release.countDown();
        writer.close();
    }

    private void block(InspectionRecord inspection) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw StoreException.unavailable("interrupted", e);
        }
    }

    @Test
    void writesRecords() {
        List<InspectionRecord> written = new ArrayList<>();
        behaviour = written::add;
        InspectionRecord inspection = Records.ok();

        assertThat(writer.write(inspection)).isEmpty();
        assertThat(written).containsExactly(inspection);
    }

    @Test
    void waitsForASlowDatabase() {
        behaviour = inspection -> sleep(150);

        assertThat(writer.write(Records.ok())).isEmpty();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void waitsNoLongerThanItsPatienceForADatabaseThatHangs() {
        writer = writer(Duration.ofMillis(100));
        behaviour = this::block;

        long start = System.nanoTime();
        Optional<String> reason = writer.write(Records.ok());
        Duration waited = Duration.ofNanos(System.nanoTime() - start);

        assertThat(reason).hasValue("the database is slow or away, the record was not done within 100 ms");
        assertThat(waited).isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    @Test
    void answersAtOnceWhileTheDatabaseIsAway() {
        writer = writer(Duration.ofSeconds(1));
        behaviour = this::block;
        writer.write(Records.ok());

        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(writer.write(Records.ok()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("1000 ms"));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
        assertThat(calls).hasValue(1);
    }

    @Test
    void writesAgainOnceTheDatabaseWasSeenToAnswer() {
        behaviour = inspection -> {
            throw StoreException.unavailable("connection refused", null);
        };
        assertThat(writer.write(Records.ok())).hasValue("connection refused");
        behaviour = inspection -> {};
        assertThat(writer.write(Records.ok())).hasValue("connection refused");

        writer.databaseAnswered();

        assertThat(writer.write(Records.ok())).isEmpty();
        assertThat(calls).hasValue(2);
    }

    @Test
    void triesTheNextRecordAfterAnErrorThatIsNotTheDatabasesAbsence() {
        behaviour = inspection -> {
            throw StoreException.failed("the recipe is not in the database", null);
        };
        assertThat(writer.write(Records.ok())).hasValue("the recipe is not in the database");
        behaviour = inspection -> {};

        assertThat(writer.write(Records.ok())).isEmpty();
    }

    @Test
    void givesAReasonForAnExceptionWithoutAMessage() {
        behaviour = inspection -> {
            throw new UnsupportedOperationException();
        };

        assertThat(writer.write(Records.ok())).hasValue("java.lang.UnsupportedOperationException");
    }

    @Test
    void keepsAnInterruptedCallersFlagAndReturnsAtOnce() {
        behaviour = this::block;
        Thread.currentThread().interrupt();

        assertThat(writer.write(Records.ok()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("interrupted"));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void doesNotTakeAnInterruptedCallerForADatabaseThatIsAway() {
        Thread.currentThread().interrupt();
        writer.write(Records.ok());
        assertThat(Thread.interrupted()).isTrue();

        assertThat(writer.write(Records.ok())).isEmpty();
    }

    @Test
    void saysWhenTooManyRecordsWait() throws InterruptedException {
        behaviour = this::block;
        ExecutorService lines = Executors.newCachedThreadPool();
        try {
            // 4 are being written, 256 wait
            List<CompletableFuture<Optional<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 260; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> writer.write(Records.ok()), lines));
            }
            Optional<String> refused = Optional.empty();
            for (int round = 0; round < 500 && refused.isEmpty(); round++) {
                Thread.sleep(20);
                CompletableFuture<Optional<String>> next =
                        CompletableFuture.supplyAsync(() -> writer.write(Records.ok()), lines);
                Thread.sleep(20);
                refused = next.getNow(Optional.empty());
            }
            assertThat(refused).hasValue("more than 256 wait to be written");
            release.countDown();
            assertThat(waiting).allSatisfy(record -> assertThat(record.join()).isEmpty());
        } finally {
            release.countDown();
            lines.shutdown();
        }
    }

    @Test
    void writesWhatWaitsBeforeItCloses() {
        behaviour = inspection -> sleep(50);
        List<CompletableFuture<Optional<String>>> writes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            writes.add(CompletableFuture.supplyAsync(() -> writer.write(Records.ok())));
        }
        writes.get(0).join();

        writer.close();

        assertThat(writes).allSatisfy(write -> assertThat(write.join())
                .satisfiesAnyOf(reason -> assertThat(reason).isEmpty(), reason -> assertThat(reason)
                        .hasValue("this DefectSdk is closed")));
        assertThat(writer.write(Records.ok())).hasValue("this DefectSdk is closed");
    }

    @Test
    void closesTwice() {
        writer.close();
        writer.close();
    }
}
