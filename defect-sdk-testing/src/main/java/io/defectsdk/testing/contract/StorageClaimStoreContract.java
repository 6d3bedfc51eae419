package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.spi.StorageClaimStore;
import io.defectsdk.spi.StorageClaimStore.Claim;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a {@link StorageClaimStore} has to keep. */
public abstract class StorageClaimStoreContract extends StoreContract {
    private static final UUID FIRST = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final UUID SECOND = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");

    /** For subclasses. */
    protected StorageClaimStoreContract() {}

    private StorageClaimStore claims() {
        return stores().storageClaims();
    }

    @Test
    void knowsNoStorageAtFirst() {
        assertThat(claims().find()).isEmpty();
    }

    @Test
    void remembersTheStorageAndThatItIsMarked() {
        assertThat(claims().claim(Optional.empty(), FIRST)).isTrue();
        assertThat(claims().find()).contains(new Claim(FIRST, false, false));

        claims().marked(SECOND);
        assertThat(claims().find()).contains(new Claim(FIRST, false, false));

        claims().marked(FIRST);
        assertThat(claims().find()).contains(new Claim(FIRST, true, false));
    }

    @Test
    void letsTheQuickerOneClaim() {
        claims().claim(Optional.empty(), FIRST);

        assertThat(claims().claim(Optional.empty(), SECOND)).isFalse();
        assertThat(claims().claim(Optional.of(SECOND), FIRST)).isFalse();
        assertThat(claims().find()).contains(new Claim(FIRST, false, false));
    }

    @Test
    void forgetsWhatWasNotedForTheStorageOfBefore() {
        begin("noted/before");
        assertThat(claims().claim(Optional.empty(), FIRST)).isTrue();
        claims().marked(FIRST);
        assertThat(stores().uploads().giveUpStale(Duration.ZERO, 10)).containsExactly("noted/before");

        assertThat(claims().claim(Optional.of(FIRST), SECOND)).isTrue();

        assertThat(claims().find()).contains(new Claim(SECOND, false, false));
        assertThat(stores().uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }
}
