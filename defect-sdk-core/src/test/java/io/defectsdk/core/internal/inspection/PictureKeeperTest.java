package io.defectsdk.core.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.StoreException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures that lie in the database of the records. */
@Timeout(60)
class PictureKeeperTest {
    private static final DecodedPicture PICTURE = new PictureDecoder(PictureLimits.defaults())
            .decode(Picture.of(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY)));

    @Test
    void waitsForADatabaseThatIsAwayOnce() {
        Counted away = new Counted(() -> {
            throw StoreException.unavailable("the database is away", null);
        });
        try (HistoryWriter history = history();
                PictureKeeper keeper = keeper(away, history, Duration.ofSeconds(20))) {
            assertThat(keep(keeper).failure()).contains("the database is away");

            assertThat(history.write(Records.ok())).contains("the database is away");
            assertThat(keep(keeper).failure()).contains("the database is away");
            assertThat(away.calls).isOne();
        }
    }

    @Test
    void takesAPictureThatIsSlowForNoSignOfTheDatabase() {
        CountDownLatch release = new CountDownLatch(1);
        Counted slow = new Counted(() -> await(release));
        try (HistoryWriter history = history();
                PictureKeeper keeper = keeper(slow, history, Duration.ofMillis(50))) {
            assertThat(keep(keeper).failure().orElseThrow()).contains("not done within 50 ms");

            assertThat(history.away()).isEmpty();
            assertThat(keep(keeper).failure().orElseThrow()).contains("a moment ago");
            release.countDown();
        }
    }

    private static HistoryWriter history() {
        return new HistoryWriter(new InMemoryStores().inspections(), Duration.ofSeconds(20));
    }

    private static PictureKeeper keeper(ObjectStore store, HistoryWriter history, Duration patience) {
        PictureRetention all = PictureRetention.of(PictureRetention.Rule.all());
        return new PictureKeeper(store, all, patience, Optional.of(history));
    }

    private static PictureKeeper.Outcome keep(PictureKeeper keeper) {
        return keeper.keep("prod1", Verdict.NG, PICTURE, UUID.randomUUID(), Instant.parse("2026-11-23T01:02:03Z"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Counted implements ObjectStore {
        private final Runnable behaviour;
        private volatile int calls;

        Counted(Runnable behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public synchronized void put(String key, InputStream content) {
            calls++;
            behaviour.run();
        }

        @Override
        public Optional<InputStream> open(String key) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public boolean delete(String key) {
            throw new AssertionError("nothing is deleted");
        }
    }
}
