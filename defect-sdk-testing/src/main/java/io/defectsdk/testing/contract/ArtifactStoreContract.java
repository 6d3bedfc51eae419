package io.defectsdk.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link ArtifactStore} has to keep. */
public abstract class ArtifactStoreContract extends StoreContract {
    private static final int MEGABYTE = 1 << 20;

    /** For subclasses. */
    protected ArtifactStoreContract() {}

    private ArtifactStore artifacts() {
        return stores().artifacts();
    }

    @Test
    void namesContentByItsSha256() {
        assertThat(artifacts().put("recipe", "abc".getBytes(UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(artifacts().put("recipe", new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 5 * MEGABYTE + 12_345})
    void givesContentBackByteForByte(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);

        String sha256 = artifacts().put("recipe", content);

        assertThat(artifacts().get(sha256)).isEqualTo(content);
    }

    @Test
    void storesTheSameContentOnce() {
        byte[] content = "memory bank".getBytes(UTF_8);
        String first = artifacts().put("recipe", content);
        String second = artifacts().put("another kind", content);

        assertThat(second).isEqualTo(first);
        assertThat(artifacts().get(first)).isEqualTo(content);
    }

    @Test
    void tellsContentsApart() {
        String first = artifacts().put("recipe", "one".getBytes(UTF_8));
        String second = artifacts().put("recipe", "two".getBytes(UTF_8));

        assertThat(artifacts().get(first)).asString(UTF_8).isEqualTo("one");
        assertThat(artifacts().get(second)).asString(UTF_8).isEqualTo("two");
    }

    @Test
    void isNotTouchedByChangesToArraysOfTheCaller() {
        byte[] content = "memory bank".getBytes(UTF_8);
        String sha256 = artifacts().put("recipe", content);
        content[0] = 'X';
        artifacts().get(sha256)[1] = 'X';

        assertThat(artifacts().get(sha256)).asString(UTF_8).isEqualTo("memory bank");
    }

    @Test
    void takesAKindUpToItsLimit() {
        byte[] content = {1, 2, 3};

        String sha256 = artifacts().put("종".repeat(50), content);

        assertThat(artifacts().get(sha256)).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> artifacts().get(text));
        assertThatIllegalArgumentException().isThrownBy(() -> artifacts().storageKey(text));
        assertThatIllegalArgumentException().isThrownBy(() -> artifacts().register("recipe", text, 1, "k"));
    }

    @Test
    void findsAHashInEitherCase() {
        String sha256 = artifacts().put("recipe", new byte[] {1});

        assertThat(artifacts().get(sha256.toUpperCase(Locale.ROOT))).containsExactly(1);
    }

    @Test
    void saysWhichContentItDoesNotHave() {
        artifacts().put("recipe", new byte[] {1});
        String missing = "0123456789abcdef".repeat(4);

        assertThatThrownBy(() -> artifacts().get(missing))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(missing);
    }

    @Test
    void knowsWhereContentLiesOutsideTheDatabase() {
        String sha256 = "0123456789abcdef".repeat(4);
        assertThat(artifacts().storageKey(sha256)).isEmpty();

        artifacts().register("recipe", sha256, 5L << 32, "recipes/prod1/7.bin");

        assertThat(artifacts().storageKey(sha256)).contains("recipes/prod1/7.bin");
        assertThat(artifacts().storageKey("fedcba9876543210".repeat(4))).isEmpty();
        assertThatThrownBy(() -> artifacts().get(sha256))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(sha256)
                .hasMessageContaining("recipes/prod1/7.bin");

        artifacts().register("recipe", sha256, 5L << 32, "recipes/moved.bin");
        assertThat(artifacts().storageKey(sha256)).contains("recipes/moved.bin");
    }

    @Test
    void goesByWhereContentWasStoredLast() {
        byte[] content = "memory bank".getBytes(UTF_8);
        String sha256 = artifacts().put("recipe", content);
        assertThat(artifacts().storageKey(sha256)).isEmpty();

        artifacts().register("recipe", sha256, content.length, "recipes/7.bin");
        assertThat(artifacts().storageKey(sha256)).contains("recipes/7.bin");
        assertThat(artifacts().get(sha256)).isEqualTo(content);

        assertThat(artifacts().put("recipe", content)).isEqualTo(sha256);
        assertThat(artifacts().storageKey(sha256)).isEmpty();
        assertThat(artifacts().get(sha256)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, MEGABYTE + 1})
    void bringsContentOfOutsideIntoTheDatabase(int length) {
        byte[] content = new byte[length];
        String sha256 =
                switch (length) {
                    case 0 -> "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
                    case 11 -> "71b6c1d53832f789a7f2435a7c629245fa3761ad8487775ebf4957330213a706";
                    default -> "2cb74edba754a81d121c9db6833704a8e7d417e5b13d1a19f4a52f007d644264";
                };
        artifacts().register("recipe", sha256, length, "recipes/7.bin");

        assertThat(artifacts().put("recipe", content)).isEqualTo(sha256);

        assertThat(artifacts().get(sha256)).isEqualTo(content);
        assertThat(artifacts().storageKey(sha256)).isEmpty();
    }

    @Test
    void letsADeploymentCompleteOnContentOutside() {
        addProduct("prod1");
        String sha256 = "0123456789abcdef".repeat(4);
        artifacts().register("recipe", sha256, 17, "recipes/7.bin");

        stores().deployments().complete(start("prod1").id(), sha256, summary(1.5), "done", NOW);

        assertThat(stores().recipes().active("prod1"))
                .get()
                .extracting(RecipeVersion::sha256)
                .isEqualTo(sha256);
    }

    @Test
    void registersOnceForSeveralThreads() throws Exception {
        String sha256 = "0123456789abcdef".repeat(4);
        Callable<Boolean> register = () -> {
            artifacts().register("recipe", sha256, 17, "recipes/7.bin");
            return true;
        };

        List<Outcome<Boolean>> outcomes = Race.run(Collections.nCopies(3, register));

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        assertThat(artifacts().storageKey(sha256)).contains("recipes/7.bin");
    }

    @Test
    void takesTheSameContentFromSeveralThreadsAtOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            byte[] content = new byte[2 * MEGABYTE + round];
            new Random(round).nextBytes(content);
            Callable<String> put = () -> artifacts().put("recipe", content);

            List<Outcome<String>> outcomes = Race.run(Collections.nCopies(3, put));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(outcomes.stream().map(Outcome::value).distinct()).hasSize(1);
            assertThat(artifacts().get(String.valueOf(outcomes.get(0).value()))).isEqualTo(content);
        }
    }
}
