package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void namesAnotherDatabaseOfTheSameServer() {
        Access access = new Access("jdbc:postgresql://[::1]:5433/first?ssl=false&x=1", "me", "secret");

        assertThat(access.database("second").jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5433/second?ssl=false&x=1");
        assertThat(access.database("second").username()).isEqualTo("me");
    }

    @Test
    void refusesAUrlWithoutHost() {
        Access access = new Access("jdbc:postgresql:first", "me", "secret");

        assertThatThrownBy(() -> access.database("second"))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database")
                .hasMessageContaining("jdbc:postgresql:first");
    }
}
