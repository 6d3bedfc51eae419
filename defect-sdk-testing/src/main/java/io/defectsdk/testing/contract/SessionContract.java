package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Role;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.StoredSession;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link AccountStore} has to keep of sessions. */
public abstract class SessionContract extends AccountContract {
    private static final String TOKEN = "01".repeat(32);
    private static final String OTHER_TOKEN = "fe".repeat(32);

    private Account kim;
    private Account lee;

    /** For subclasses. */
    protected SessionContract() {}

    @BeforeEach
    final void addAccounts() {
        kim = add("kim", Role.WORKER);
        lee = add("lee", Role.ADMIN);
    }

    @Test
    void givesBackASession() {
        accounts().addSession(TOKEN, kim.id(), NOW.plusNanos(999));
        accounts().addSession(OTHER_TOKEN, lee.id(), NOW.plusSeconds(1));

        assertThat(accounts().findSession(TOKEN)).contains(new StoredSession(kim, NOW));
        assertThat(accounts().findSession(OTHER_TOKEN)).contains(new StoredSession(lee, NOW.plusSeconds(1)));
        assertThat(accounts().findSession("00".repeat(32))).isEmpty();
    }

    @Test
    void showsTheAccountAsItIsNow() {
        accounts().addSession(TOKEN, lee.id(), NOW);

        Account worker = accounts().setRole(kim.id(), Role.ADMIN, ENGINEER, NOW);
        Account demoted = accounts().setRole(lee.id(), Role.WORKER, ENGINEER, NOW);

        assertThat(worker.role()).isEqualTo(Role.ADMIN);
        assertThat(accounts().findSession(TOKEN)).contains(new StoredSession(demoted, NOW));
    }

    @Test
    void notesThatASessionWasUsed() {
        accounts().addSession(TOKEN, kim.id(), NOW);

        accounts().touchSession(TOKEN, NOW.plusSeconds(60));
        assertThat(accounts().findSession(TOKEN)).contains(new StoredSession(kim, NOW.plusSeconds(60)));

        // a clock that was set back
        accounts().touchSession(TOKEN, NOW.minusSeconds(60));
        assertThat(accounts().findSession(TOKEN)).contains(new StoredSession(kim, NOW.minusSeconds(60)));
    }

    @Test
    void keepsWhatEndedEnded() {
        accounts().addSession(TOKEN, kim.id(), NOW);
        accounts().removeSession(TOKEN);

        accounts().touchSession(TOKEN, NOW);
        accounts().removeSession(TOKEN);

        assertThat(accounts().findSession(TOKEN)).isEmpty();
    }

    @Test
    void refusesATokenThatIsThere() {
        accounts().addSession(TOKEN, kim.id(), NOW);

        assertThatThrownBy(() -> accounts().addSession(TOKEN, lee.id(), NOW))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageNotContaining(TOKEN);
        assertThat(accounts().findSession(TOKEN)).contains(new StoredSession(kim, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "01", "a token that was not hashed", "zz01010101010101010101010101010101010101010101010101"})
    void takesHashesOnly(String token) {
        assertThatIllegalArgumentException().isThrownBy(() -> accounts().addSession(token, kim.id(), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts().findSession(token));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts().touchSession(token, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts().removeSession(token))
                .withMessageContaining("a text of " + token.length() + " characters");
    }

    @Test
    void endsTheSessionsOfAnAccountThatIsRetired() {
        accounts().addSession(TOKEN, kim.id(), NOW);
        accounts().addSession("02".repeat(32), kim.id(), NOW);
        accounts().addSession(OTHER_TOKEN, lee.id(), NOW);

        accounts().setActive(kim.id(), false, ENGINEER, NOW);

        assertThat(accounts().findSession(TOKEN)).isEmpty();
        assertThat(accounts().findSession("02".repeat(32))).isEmpty();
        assertThat(accounts().findSession(OTHER_TOKEN)).isPresent();
        accounts().setActive(kim.id(), true, ENGINEER, NOW);
        assertThat(accounts().findSession(TOKEN)).isEmpty();
    }

    @Test
    void endsTheSessionsWhenAPasswordIsSetButNotWhenItsHashIsRenewed() {
        accounts().addSession(TOKEN, kim.id(), NOW);
        accounts().addSession(OTHER_TOKEN, lee.id(), NOW);

        accounts().rehash(kim.id(), HASH, OTHER_HASH);
        assertThat(accounts().findSession(TOKEN)).isPresent();
        accounts().setPassword(kim.id(), HASH, ENGINEER, NOW);

        assertThat(accounts().findSession(TOKEN)).isEmpty();
        assertThat(accounts().findSession(OTHER_TOKEN)).isPresent();
    }

    @Test
    void removesWhatWasUsedBeforeOrAfterATime() {
        Instant earliest = NOW.minusSeconds(10);
        Instant latest = NOW.plusSeconds(10);
        List<Instant> uses = List.of(
                earliest.minusNanos(1_000),
                earliest,
                NOW,
                latest,
                latest.plusNanos(1_000),
                Instant.parse("2036-01-01T00:00:00Z"));
        for (int i = 0; i < uses.size(); i++) {
            accounts().addSession("0".repeat(63) + i, kim.id(), uses.get(i));
        }

        accounts().removeSessions(earliest, latest);

        for (int i = 0; i < uses.size(); i++) {
            assertThat(accounts().findSession("0".repeat(63) + i).isPresent())
                    .as("session used at %s", uses.get(i))
                    .isEqualTo(i >= 1 && i <= 3);
        }
    }

    @Test
    void neverWakesASessionThatEndsMeanwhile() throws Exception {
        for (int round = 0; round < 10; round++) {
            accounts().addSession(TOKEN, kim.id(), NOW);
            Callable<Boolean> touch = () -> {
                accounts().touchSession(TOKEN, NOW.plusSeconds(1));
                return true;
            };
            Callable<Boolean> remove = () -> {
                accounts().removeSession(TOKEN);
                return true;
            };

            List<Outcome<Boolean>> outcomes = Race.run(List.of(touch, remove, touch));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(accounts().findSession(TOKEN)).isEmpty();
        }
    }
}
