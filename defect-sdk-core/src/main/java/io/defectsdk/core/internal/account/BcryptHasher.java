package io.defectsdk.core.internal.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.security.SecureRandom;

/** bcrypt: makes {@code $2b$}, reads {@code $2a$} and {@code $2y$} as well, which differ in name only. */
final class BcryptHasher implements PasswordHasher {
    /** Refuses what bcrypt would cut off; nobody comes here with more than 72 bytes. */
    private static final LongPasswordStrategy STRICT = LongPasswordStrategies.strict(Version.VERSION_2B);

    private final SecureRandom random;

    /** With salts from there. */
    BcryptHasher(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String hash(int cost, byte[] password) {
        return new String(BCrypt.with(Version.VERSION_2B, random, STRICT).hash(cost, password), US_ASCII);
    }

    @Override
    public boolean matches(byte[] password, String hash) {
        return BCrypt.verifyer(Version.VERSION_2B, STRICT).verify(password, hash.getBytes(US_ASCII)).verified;
    }
}
