package io.defectsdk.examples.catalog;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A password for one run: an example must not teach anybody a default one. */
final class Passwords {
    private Passwords() {}

    static char[] random() {
        byte[] bits = new byte[15];
        new SecureRandom().nextBytes(bits);
        return new String(Base64.getUrlEncoder().encode(bits), StandardCharsets.US_ASCII).toCharArray();
    }
}
