package io.defectsdk.core.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.account.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstAdminHintTest {
    private static final String HINT = "accounts().bootstrapAdmin(...)";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private final People people = new People();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(before);
    }

    @Test
    void isGivenOnceWhereNobodyCanLogIn() {
        people.adopted("old", Role.ADMIN, People.PLACEHOLDER);

        people.assertRefused("kim", "any password");
        people.assertRefused("kim", "any password");

        assertThat(log.toString(UTF_8)).containsOnlyOnce(HINT).contains("no account has a password yet");
    }

    @Test
    void isNotGivenWhereSomebodyCan() {
        people.add("kim", Role.ADMIN, "the right one");

        people.assertRefused("kim", "a wrong one");
        people.assertRefused("lee", "a wrong one");

        assertThat(log.toString(UTF_8)).doesNotContain(HINT);
    }
}
