package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.StorageException;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.PictureRetention.Rule;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A picture storage that fails or hangs, and what is kept by which rule: the line goes on either way. */
@Timeout(60)
class PictureStorageIT {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Test
    void aStorageThatFailsCostsThePictureAlone() {
        try (DefectSdk sdk = open(new Store(() -> {
            throw new StorageException("the disk is full", null);
        }))) {
            Inspection inspection = sdk.inspector().inspect(Plant.inspect(Plant.bad(1)));
            assertThat(inspection.notKeptReason()).contains("the disk is full");
            assertThat(inspection.record().picture().storageKey()).isEmpty();
            assertThat(inspection.recorded()).isTrue();
        }
    }

    @Test
    void aStorageThatHangsIsWaitedForOnce() {
        CountDownLatch never = new CountDownLatch(1);
        try (DefectSdk sdk = open(new Store(() -> await(never)))) {
            Inspection first = sdk.inspector().inspect(Plant.inspect(Plant.bad(1)));
            Inspection second = sdk.inspector().inspect(Plant.inspect(Plant.bad(2)));
            assertThat(first.notKeptReason().orElseThrow()).contains("not done within 300 ms");
            assertThat(second.notKeptReason().orElseThrow()).contains("a moment ago");
            assertThat(second.recorded()).isTrue();
            never.countDown();
        }
    }

    @Test
    void rulesHoldByProduct() {
        PictureRetention rules = PictureRetention.of(Rule.all()).with(Plant.PRODUCT, Rule.none());
        try (DefectSdk sdk = open(new Store(() -> {}), rules)) {
            assertThat(sdk.inspector().inspect(Plant.inspect(Plant.bad(1))).notKeptReason())
                    .isEmpty();
            assertThat(kept).isEmpty();
        }
        try (DefectSdk sdk = open(new Store(() -> {}), PictureRetention.of(Rule.all()))) {
            Inspection good = sdk.inspector().inspect(Plant.inspect(Plant.good(100)));
            assertThat(kept)
                    .containsOnlyKeys(good.record().picture().storageKey().orElseThrow());
        }
    }

    @Test
    void copiesOfAnOkPictureCountOnce() {
        try (DefectSdk sdk = DefectSdk.builder().stores(new InMemoryStores()).build()) {
            Plant.addProduct(sdk);
            List<Picture> twice = new ArrayList<>(Plant.okPictures(0, 12));
            twice.addAll(Plant.okPictures(0, 12));
            RecipeVersion fromCopies = Plant.teach(sdk, twice);
            RecipeVersion fromOnce = Plant.teach(sdk, Plant.okPictures(0, 12));
            assertThat(fromCopies.sha256()).isEqualTo(fromOnce.sha256());
            List<Picture> oneAlone = List.of(
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1),
                    Plant.good(1));
            assertThatThrownBy(() -> Plant.teach(sdk, oneAlone))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("only 1 of 8 differ");
        }
    }

    private static DefectSdk open(ObjectStore store) {
        return open(store, PictureRetention.recommended());
    }

    private static DefectSdk open(ObjectStore store, PictureRetention rules) {
        DefectSdk sdk = DefectSdk.builder()
                .stores(new InMemoryStores())
                .storage(Storage.of(store))
                .retention(rules)
                .recordTimeout(Duration.ofMillis(300))
                .build();
        Plant.addProduct(sdk);
        Plant.teach(sdk);
        return sdk;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Store implements ObjectStore {
        private final Runnable before;
        private final Map<String, byte[]> marks = new ConcurrentHashMap<>();

        Store(Runnable before) {
            this.before = before;
        }

        @Override
        public void put(String key, InputStream content) {
            before.run();
            try {
                of(key).put(key, content.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What a storage says of itself is no picture. */
        private Map<String, byte[]> of(String key) {
            return key.equals("installation.txt") ? marks : kept;
        }

        @Override
        public boolean delete(String key) {
            throw new AssertionError("nothing is deleted");
        }

        @Override
        public Optional<InputStream> open(String key) {
            return Optional.ofNullable(of(key).get(key)).map(ByteArrayInputStream::new);
        }
    }
}
