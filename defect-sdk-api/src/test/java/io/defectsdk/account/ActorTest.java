package io.defectsdk.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActorTest {
    @Test
    void isEqualByNameAndRole() {
        assertThat(Actor.vouched("kim", Role.ADMIN))
                .isEqualTo(Actor.vouched("kim", Role.ADMIN))
                .hasSameHashCodeAs(Actor.vouched("kim", Role.ADMIN))
                .isNotEqualTo(Actor.vouched("kim", Role.WORKER))
                .isNotEqualTo(Actor.vouched("lee", Role.ADMIN));
    }

    @Test
    void saysThatTheHostVouches() {
        assertThat(Actor.vouched("김철수", Role.WORKER)).hasToString("김철수 (WORKER, vouched by the host)");
    }

    @Test
    void tellsAccountsFromPeopleTheHostVouchesFor() {
        Actor account = Actor.authenticated(7, "kim", Role.ADMIN);

        assertThat(account.vouched()).isFalse();
        assertThat(account.accountId()).hasValue(7);
        assertThat(account)
                .hasToString("kim (ADMIN, account 7)")
                .isEqualTo(Actor.authenticated(7, "kim", Role.ADMIN))
                .isNotEqualTo(Actor.authenticated(8, "kim", Role.ADMIN))
                .isNotEqualTo(Actor.vouched("kim", Role.ADMIN));
        assertThat(Actor.vouched("kim", Role.ADMIN).vouched()).isTrue();
        assertThat(Actor.vouched("kim", Role.ADMIN).accountId()).isEmpty();
    }

    @Test
    void keepsASessionsTokenToItself() {
        Session session = new Session("tokentokentoken", Actor.authenticated(7, "kim", Role.ADMIN), Instant.EPOCH);

        assertThat(session.toString()).doesNotContain("tokentoken").contains("kim");
    }

    @Test
    void refusesNamesThatNobodyHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.vouched("", Role.ADMIN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.vouched("a".repeat(101), Role.ADMIN))
                .withMessageContaining("name must be at most 100");
        assertThatNullPointerException().isThrownBy(() -> Actor.vouched("kim", null));
    }
}
