package io.defectsdk.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNamesTest {
    private static final String PASSWORD = "correct horse";

    private final People people = new People();

    @ParameterizedTest
    @ValueSource(strings = {" kim", "kim ", "kim\u3000", "\u00A0kim", "ki\u200Bm", "\uFEFFkim", "kim\u202E", "\u2060"})
    void refusesNamesThatLookLikeOthers(String username) {
        NewAccount account = NewAccount.of(username, Role.WORKER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> people.accounts.add(account, People.password(PASSWORD), People.HOST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> people.accounts.bootstrapAdmin(username, People.password(PASSWORD)));
    }

    @Test
    void composesLettersAndKeepsTheRest() {
        String decomposed = Normalizer.normalize("김 철수", Normalizer.Form.NFD);

        NewAccount account = NewAccount.of(decomposed, Role.WORKER).withFullName("김 철수");

        assertThat(people.accounts.add(account, People.password(PASSWORD), People.HOST))
                .satisfies(added -> {
                    assertThat(added.username()).isEqualTo("김 철수");
                    assertThat(added.fullName()).contains("김 철수");
                });
        assertThat(people.accounts
                        .bootstrapAdmin("👷", People.password(PASSWORD))
                        .username())
                .isEqualTo("👷");
    }
}
