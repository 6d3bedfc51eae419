package io.defectsdk.core.internal.account;

/** Makes and compares password hashes. Thread-safe; leaves the bytes as they are. */
interface PasswordHasher {
    /**
     * A hash with a new salt.
     *
     * @param password 72 bytes at most
     */
    String hash(int cost, byte[] password);

    /**
     * Whether a hash was made of this password, in time that depends on the hash's cost alone.
     *
     * @param password 72 bytes at most
     * @param hash as {@link io.defectsdk.spi.AccountStore#BCRYPT_HASH} has it
     */
    boolean matches(byte[] password, String hash);
}
