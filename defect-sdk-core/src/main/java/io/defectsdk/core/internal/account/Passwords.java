package io.defectsdk.core.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.defectsdk.AccountException;
import io.defectsdk.ErrorCode;
import io.defectsdk.config.AccountPolicy;
import io.defectsdk.spi.AccountStore;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/** Passwords as a policy wants them. Leaves the callers' arrays as they are and wipes its own. Thread-safe. */
final class Passwords {
    /** No NFC text of 72 bytes has more characters before its letters are put together. */
    private static final int MAX_CHARACTERS = 4 * AccountPolicy.MAX_PASSWORD_BYTES;

    /** Below, no characters combine: such a text is in NFC. */
    private static final char FIRST_COMBINING = '\u0300';

    private static final byte[] NO_PASSWORD = {};

    /** How much higher than the policy's the cost of an adopted hash may be: four times the work. */
    private static final int DEARER = 2;

    private final PasswordHasher hasher;
    private final AccountPolicy policy;

    Passwords(PasswordHasher hasher, AccountPolicy policy) {
        this.hasher = hasher;
        this.policy = policy;
    }

    /**
     * Does nothing for a password that may be set.
     *
     * @throws AccountException {@code PASSWORD_UNFIT} with limit and value, never with the password
     */
    void requireFit(char[] password) {
        CharBuffer composed = composed(password);
        int length = Character.codePointCount(composed, 0, composed.length());
        if (length < policy.minPasswordLength()) {
            throw unfit("be at least " + policy.minPasswordLength() + " characters long, but has " + length);
        }
        if (composed.codePoints().allMatch(Passwords::isUnseen)) {
            throw unfit("hold a letter, digit or sign that can be seen, but holds none");
        }
        Arrays.fill(bytes(password), (byte) 0);
    }

    /** The hash of a password, of any length that bcrypt takes. */
    String hash(char[] password) {
        byte[] bytes = bytes(password);
        try {
            return hasher.hash(policy.bcryptCost(), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * Whether the password is the hash's; takes the same work where there is no hash, or one of a lower cost: each step of cost
     * doubles the work, so that the steps from there to the policy's cost make up for the difference.
     */
    boolean matches(char[] password, Optional<String> hash) {
        Optional<byte[]> fit = bytesIfFit(password);
        byte[] bytes = fit.orElse(NO_PASSWORD);
        try {
            boolean matches = hasher.matches(bytes, hash.orElseGet(() -> nobodys(policy.bcryptCost())));
            for (int cost = hash.map(Passwords::cost).orElse(policy.bcryptCost()); cost < policy.bcryptCost(); cost++) {
                matches &= !hasher.matches(bytes, nobodys(cost));
            }
            return matches && fit.isPresent() && hash.isPresent();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Whether this is a hash of a cost that a login can wait for, and others who want to log in meanwhile. */
    boolean usable(String hash) {
        return AccountStore.BCRYPT_HASH.matcher(hash).matches() && cost(hash) <= policy.bcryptCost() + DEARER;
    }

    /** Whether a hash was made at a lower cost than the policy's. */
    boolean outdated(String hash) {
        return cost(hash) < policy.bcryptCost();
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash, 4, 6, 10);
    }

    /** Nobody's: looking for a password that fits it takes the work that a login takes. */
    private static String nobodys(int cost) {
        return String.format("$2b$%02d$%s", cost, ".".repeat(53));
    }

    private static Optional<byte[]> bytesIfFit(char[] password) {
        try {
            return Optional.of(bytes(password));
        } catch (AccountException e) {
            return Optional.empty();
        }
    }

    /** What bcrypt works on: NFC, so that a password is the same from every keyboard, in UTF-8. */
    private static byte[] bytes(char[] password) {
        CharBuffer text = composed(password);
        // a char takes three bytes at most, a pair of surrogates four: there is always room
        byte[] room = new byte[text.length() * 3];
        try {
            ByteBuffer encoded = ByteBuffer.wrap(room);
            if (UTF_8.newEncoder().encode(text, encoded, true).isError()) {
                throw unfit("be Unicode text, but holds half of a surrogate pair");
            }
            int length = encoded.position();
            if (length == 0 || length > AccountPolicy.MAX_PASSWORD_BYTES) {
                throw unfit("be 1 to " + AccountPolicy.MAX_PASSWORD_BYTES + " bytes long in UTF-8, but has " + length);
            }
            return Arrays.copyOf(room, length);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    private static CharBuffer composed(char[] password) {
        if (password.length > MAX_CHARACTERS) {
            throw unfit("be at most " + AccountPolicy.MAX_PASSWORD_BYTES + " bytes long in UTF-8, but has "
                    + password.length + " characters");
        }
        boolean combining = false;
        for (char c : password) {
            if (c == '\0') {
                throw unfit("hold no NUL, but does");
            }
            combining |= c >= FIRST_COMBINING;
        }
        CharBuffer given = CharBuffer.wrap(password);
        // the JDK normalises by way of a String, which nobody can wipe: only where there is something to put together
        return combining ? CharBuffer.wrap(Normalizer.normalize(given, Normalizer.Form.NFC)) : given;
    }

    private static AccountException unfit(String rule) {
        return new AccountException(ErrorCode.PASSWORD_UNFIT, "a password must " + rule + "; choose another one", null);
    }
}
