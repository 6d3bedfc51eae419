package io.defectsdk.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.AccountException;
import io.defectsdk.ErrorCode;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.spi.AccountStore;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final AccountPolicy POLICY = AccountPolicy.defaults().withBcryptCost(4);

    /** Of the password U*U, as published with the first implementations. */
    private static final String PUBLISHED = "05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private final Passwords passwords = new Passwords(new BcryptHasher(new SecureRandom()), POLICY);

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void readsHashesOfOtherSystems(String prefix) {
        assertThat(matches("U*U", prefix + PUBLISHED)).isTrue();
        assertThat(matches("U*V", prefix + PUBLISHED)).isFalse();
    }

    /** Made by the crypt library of a Linux system from the password's bytes in UTF-8. */
    @Test
    void hashesKoreanAsOtherSystemsDo() {
        assertThat(matches("비밀번호", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.CTNPgahzWNRWE.yF1LtAJ8R08R/efwy"))
                .isTrue();
    }

    @Test
    void makesHashesOfThePolicysCostAndANewSaltEachTime() {
        String first = passwords.hash("correct horse".toCharArray());
        String second = passwords.hash("correct horse".toCharArray());

        assertThat(first).startsWith("$2b$04$").matches(AccountStore.BCRYPT_HASH);
        assertThat(second).isNotEqualTo(first);
        assertThat(matches("correct horse", first)).isTrue();
        assertThat(matches("correct horse", second)).isTrue();
        assertThat(matches("Correct horse", first)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"가나다라마바사아", "pässwörd é", "ǖ_12345678", "Ω 한글 👩‍🏭 secret"})
    void takesAPasswordForTheSameHoweverItsLettersArePutTogether(String password) {
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(password, Normalizer.Form.NFD);

        assertThat(matches(decomposed, passwords.hash(composed.toCharArray()))).isTrue();
        assertThat(matches(composed, passwords.hash(decomposed.toCharArray()))).isTrue();
    }

    @Test
    void tellsPasswordsOf72BytesApartByTheLast() {
        String hash = passwords.hash("a".repeat(72).toCharArray());

        assertThat(matches("a".repeat(72), hash)).isTrue();
        assertThat(matches("a".repeat(71) + "b", hash)).isFalse();
        assertThat(matches("a".repeat(73), hash)).as("not cut off").isFalse();
        assertThat(matches(
                        Normalizer.normalize("가".repeat(24), Normalizer.Form.NFD),
                        passwords.hash("가".repeat(24).toCharArray())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234567|be at least 8 characters long, but has 7",
                "가나다라마바사|be at least 8 characters long, but has 7",
                "😀😀😀😀😀😀😀|be at least 8 characters long, but has 7",
                "''|be at least 8 characters long, but has 0"
            })
    void refusesWhatIsTooShort(String password, String rule) {
        assertUnfit(password, rule);
        assertUnfit(Normalizer.normalize(password, Normalizer.Form.NFD), rule);
    }

    @Test
    void refusesWhatBcryptWouldCutOffOrCannotHold() {
        assertUnfit("a".repeat(73), "be 1 to 72 bytes long in UTF-8, but has 73");
        assertUnfit("가".repeat(25), "be 1 to 72 bytes long in UTF-8, but has 75");
        assertUnfit("a".repeat(289), "be at most 72 bytes long in UTF-8, but has 289 characters");
        assertUnfit("a".repeat(50_000_000), "be at most 72 bytes long in UTF-8, but has 50000000 characters");
        assertUnfit("1234567\0", "hold no NUL, but does");
        assertUnfit("1234567\uD83D", "be Unicode text, but holds half of a surrogate pair");
        assertUnfit("1234567\uDE00😀", "be Unicode text, but holds half of a surrogate pair");
    }

    @Test
    void asksForAsManyCharactersAsThePolicyDoes() {
        Passwords lenient = new Passwords(new BcryptHasher(new SecureRandom()), POLICY.withMinPasswordLength(4));

        assertThatCode(() -> lenient.requireFit("1234".toCharArray())).doesNotThrowAnyException();
        assertThatCode(() -> passwords.requireFit("12345678".toCharArray())).doesNotThrowAnyException();
        assertThatCode(() -> passwords.requireFit("가나다라마바사아".toCharArray())).doesNotThrowAnyException();
    }

    @Test
    void leavesTheCallersArrayAsItIs() {
        for (String text : new String[] {"correct horse", Normalizer.normalize("비밀번호 여덟자", Normalizer.Form.NFD)}) {
            char[] password = text.toCharArray();
            passwords.requireFit(password);
            String hash = passwords.hash(password);
            passwords.matches(password, Optional.of(hash));
            passwords.matches(password, Optional.empty());

            assertThat(password).isEqualTo(text.toCharArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567\0", "\uD83D", "correct horse"})
    void findsNoPasswordWhereThereIsNoHash(String password) {
        assertThat(passwords.matches(password.toCharArray(), Optional.empty())).isFalse();
    }

    /** Two comparisons at a cost are the work of one at the next. */
    @Test
    void takesTheWorkOfThePolicysCostForAHashOfALowerOne() {
        CountingHasher hasher = new CountingHasher();
        Passwords strict = new Passwords(hasher, POLICY.withBcryptCost(7));
        String cheap = passwords.hash("correct horse".toCharArray());

        assertThat(strict.matches("correct horse".toCharArray(), Optional.of(cheap)))
                .isTrue();
        assertThat(strict.matches("battery staple".toCharArray(), Optional.of(cheap)))
                .isFalse();
        assertThat(strict.matches("battery staple".toCharArray(), Optional.empty()))
                .isFalse();

        assertThat(hasher.compared)
                .extracting(hash -> hash.substring(4, 6))
                .containsExactly("04", "04", "05", "06", "04", "04", "05", "06", "07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "        ",
                "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000",
                "\u200B\u200B \t\u2060\uFEFF  \u00AD"
            })
    void refusesAPasswordOfNothingThatIsSeen(String password) {
        assertUnfit(password, "hold a letter, digit or sign that can be seen, but holds none");
    }

    @Test
    void matchesNoUnfitPassword() {
        // a hash of the empty password, and one of what is hashed in its place
        byte[] nothing = {};
        String hash = new BcryptHasher(new SecureRandom()).hash(4, nothing);

        assertThat(matches("", hash)).isFalse();
        assertThat(matches("a\0", hash)).isFalse();
        assertThat(matches("a".repeat(73), hash)).isFalse();
    }

    @Test
    void knowsWhichHashesAreUsable() {
        String rest = "$" + "a".repeat(53);
        assertThat(new String[] {"$2a$04" + rest, "$2b$05" + rest, "$2y$06" + rest})
                .allMatch(passwords::usable);
        assertThat(new String[] {
                    "$2b$31" + rest,
                    "$2b$07" + rest,
                    "$2b$03" + rest,
                    "$2b$99" + rest,
                    "$2x$12" + rest,
                    "$2b$12$...",
                    "$2b$12" + rest + "a",
                    " $2b$12" + rest,
                    ""
                })
                .noneMatch(passwords::usable);
        assertThat(new Passwords(new BcryptHasher(new SecureRandom()), POLICY.withBcryptCost(12))
                        .usable("$2b$14" + rest))
                .isTrue();
    }

    @Test
    void callsAHashOutdatedWhoseCostIsLowerThanThePolicys() {
        Passwords strict = new Passwords(new BcryptHasher(new SecureRandom()), POLICY.withBcryptCost(10));
        String rest = "$" + "a".repeat(53);

        assertThat(strict.outdated("$2b$09" + rest)).isTrue();
        assertThat(strict.outdated("$2a$10" + rest)).isFalse();
        assertThat(strict.outdated("$2y$12" + rest)).isFalse();
    }

    private boolean matches(String password, String hash) {
        return passwords.matches(password.toCharArray(), Optional.of(hash));
    }

    private void assertUnfit(String password, String rule) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> passwords.requireFit(password.toCharArray()))
                .withMessage("a password must " + rule + "; choose another one")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PASSWORD_UNFIT));
    }
}
