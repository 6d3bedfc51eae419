package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.DeploymentException;
import io.defectsdk.StorageException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.catalog.StoredPictures;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.inspection.EncodedPicture;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisteredPicturesTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

    private final InMemoryStores stores = new InMemoryStores();
    private final RegisteredPictures pictures =
            new RegisteredPictures(stores.pictures(), new StoredPictures(new VerifiedContent(stores.objects())));

    @BeforeEach
    void addProducts() {
        stores.products().add(NewProduct.of("prod1", "제품"), ADMIN, NOW);
        stores.products().add(NewProduct.of("prod2", "제품"), ADMIN, NOW);
    }

    private static byte[] file(String name) {
        return ("file " + name).getBytes(StandardCharsets.UTF_8);
    }

    private long add(String productCode, PictureType type, String name) {
        byte[] file = file(name);
        stores.uploads().begin(name);
        stores.objects().put(name, new ByteArrayInputStream(file));
        StoredContent content = new StoredContent(Sha256.of(file), file.length);
        PictureStore.Row row =
                new PictureStore.Row(productCode, type, Optional.empty(), name, name, content, 32, 32, List.of());
        return stores.pictures().add(row, ADMIN, NOW).id();
    }

    @Test
    void givesAllPicturesOfGoodPartsInTheOrderOfTheirRegistration() {
        for (int i = 0; i < 1_203; i++) {
            add("prod1", PictureType.NORMAL, "normal-" + (5_000 - i));
        }

        List<Supplier<Picture>> good = pictures.ofGoodParts("prod1");

        assertThat(good).hasSize(1_203);
        for (int i : new int[] {0, 499, 500, 1_000, 1_202}) {
            EncodedPicture picture = (EncodedPicture) good.get(i).get();
            assertThat(picture.name()).hasValue("normal-" + (5_000 - i));
            assertThat(picture.bytes()).isEqualTo(file("normal-" + (5_000 - i)));
        }
    }

    @Test
    void readsAFileWhenItIsAskedForAndNotBefore() {
        for (int i = 0; i < 8; i++) {
            add("prod1", PictureType.NORMAL, "normal-" + i);
        }
        stores.objects().delete("normal-3");

        List<Supplier<Picture>> good = pictures.ofGoodParts("prod1");

        assertThat(good.get(2).get().name()).hasValue("normal-2");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> good.get(3).get());
    }

    @Test
    void leavesOutOtherTypesOtherProductsAndWhatIsRetired() {
        for (int i = 0; i < 9; i++) {
            add("prod1", PictureType.NORMAL, "normal-" + i);
            add("prod1", PictureType.TEST, "test-" + i);
            add("prod2", PictureType.NORMAL, "other-" + i);
        }
        long retired = add("prod1", PictureType.NORMAL, "retired");
        stores.pictures().setActive(retired, false, ADMIN, NOW);

        assertThat(pictures.ofGoodParts("prod1"))
                .extracting(picture -> picture.get().name().orElseThrow())
                .containsExactly(
                        "normal-0",
                        "normal-1",
                        "normal-2",
                        "normal-3",
                        "normal-4",
                        "normal-5",
                        "normal-6",
                        "normal-7",
                        "normal-8");
    }

    @Test
    void saysHowManyThereAreAndHowToAddMoreWhereThereAreTooFew() {
        for (int i = 0; i < 7; i++) {
            add("prod1", PictureType.NORMAL, "normal-" + i);
            add("prod1", PictureType.TEST, "test-" + i);
        }

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> pictures.ofGoodParts("prod1"))
                .withMessageContaining("at least 8")
                .withMessageContaining("'prod1' has 7 registered pictures of good parts")
                .withMessageContaining("PictureFolder.normal");
    }
}
