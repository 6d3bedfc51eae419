package io.defectsdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountPolicyTest {
    @Test
    void changesOneThingAtATime() {
        AccountPolicy policy = AccountPolicy.defaults()
                .withLock(3, Duration.ofMinutes(1))
                .withMinPasswordLength(12)
                .withBcryptCost(4);

        assertThat(policy.maxFailures()).isEqualTo(3);
        assertThat(policy.lockDuration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.minPasswordLength()).isEqualTo(12);
        assertThat(policy.bcryptCost()).isEqualTo(4);
        assertThat(AccountPolicy.defaults().bcryptCost()).isEqualTo(12);
    }

    @Test
    void refusesWhatProtectsNobodyOrStopsEverybody() {
        AccountPolicy policy = AccountPolicy.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> policy.withLock(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withLock(5, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withLock(5, Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMinPasswordLength(3));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withBcryptCost(3));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withBcryptCost(17));
    }
}
