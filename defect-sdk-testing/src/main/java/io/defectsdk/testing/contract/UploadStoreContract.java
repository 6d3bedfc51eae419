package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.spi.UploadStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link UploadStore} has to keep. */
public abstract class UploadStoreContract extends StoreContract {
    private static final Duration LONG = Duration.ofDays(1);

    /** For subclasses. */
    protected UploadStoreContract() {}

    private UploadStore uploads() {
        return stores().uploads();
    }

    @Test
    void givesUpAnUploadThatBegan() {
        begin("a/1.png");

        assertThat(uploads().giveUp("a/1.png")).isTrue();
        assertThat(uploads().giveUp("a/1.png")).isTrue();
        assertThat(uploads().giveUp("a/2.png")).isFalse();
        assertThat(uploads().giveUp("a/1.pn_")).isFalse();
    }

    @Test
    void namesWhatWasGivenUpUntilItIsForgotten() {
        begin("a");
        begin("b");
        uploads().giveUp("a");

        assertThat(uploads().giveUpStale(LONG, 10)).containsExactly("a");
        assertThat(uploads().giveUpStale(LONG, 10)).containsExactly("a");

        uploads().forget("a");
        assertThat(uploads().giveUpStale(LONG, 10)).isEmpty();
        assertThat(uploads().giveUp("a")).isFalse();
        assertThat(uploads().giveUp("b")).isTrue();
    }

    @Test
    void forgetsNothingThatWasNotGivenUp() {
        begin("a");

        uploads().forget("a");
        uploads().forget("b");

        assertThat(uploads().giveUp("a")).isTrue();
    }

    @Test
    void givesUpWhatIsOldEnough() {
        begin("a");
        begin("b");

        assertThat(uploads().giveUpStale(LONG, 10)).isEmpty();
        assertThat(uploads().giveUpStale(Duration.ZERO, 10)).containsExactly("a", "b");

        addProduct("prod1");
        assertGivenUp(() -> stores().pictures().add(picture("prod1", 1, "a"), ENGINEER, NOW));
        assertThat(uploads().giveUpStale(LONG, 10)).containsExactly("a", "b");
    }

    @Test
    void givesUpTheOldestFirstUpToALimit() {
        List.of("d", "c", "b", "a").forEach(this::begin);

        assertThat(uploads().giveUpStale(Duration.ZERO, 2)).containsExactly("d", "c");
        List.of("d", "c").forEach(uploads()::forget);
        assertThat(uploads().giveUpStale(Duration.ZERO, 2)).containsExactly("b", "a");
    }

    @Test
    void letsFilesThatCannotBeDeletedHoldUpNoOthers() {
        List.of("c", "b", "a").forEach(this::begin);

        assertThat(uploads().giveUpStale(Duration.ZERO, 2)).containsExactly("c", "b");
        assertThat(uploads().giveUpStale(Duration.ZERO, 2)).containsExactly("c", "a");
        assertThat(uploads().giveUpStale(Duration.ZERO, 2)).containsExactly("c", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> uploads().giveUpStale(LONG, limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void takesAKeyOnce() {
        begin("a");

        assertRefused(() -> begin("a"), StoreException.class, ErrorCode.STORE_FAILED);
        assertThat(uploads().giveUp("a")).isTrue();
        assertRefused(() -> begin("a"), StoreException.class, ErrorCode.STORE_FAILED);
    }

    @Test
    void takesKeysUpToTheirLimit() {
        String key = "k/".repeat(249) + "zz";
        begin(key);

        assertThat(uploads().giveUp(key)).isTrue();
        assertThat(uploads().giveUpStale(LONG, 1)).containsExactly(key);
    }

    @Test
    void endsWithTheRowOfItsFile() {
        addProduct("prod1");
        addPicture("prod1", 1);
        stores().manuals().add("prod1", "m.pdf", begin("m"), content(2), ENGINEER, NOW);

        assertThat(uploads().giveUp("prod1/1")).isFalse();
        assertThat(uploads().giveUp("m")).isFalse();
        assertThat(uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }
}
