package io.defectsdk.account;

import java.time.Instant;
import java.util.Optional;

/**
 * An account. Immutable. It never holds the password or its hash.
 *
 * @param id the database's key
 * @param username unique, 1 to 50 characters; case matters
 * @param role what its owner may do
 * @param fullName the person's name, if it was given, 1 to 100 characters
 * @param active false once it is retired: nobody can log in
 * @param hasPassword whether a password was set; without one nobody can log in
 * @param createdAt when it was added
 * @param lastLoginAt when somebody logged in last
 * @param lockedAt when it was locked after repeated failures, if it was and nobody has logged in since
 */
public record Account(
        long id,
        String username,
        Role role,
        Optional<String> fullName,
        boolean active,
        boolean hasPassword,
        Instant createdAt,
        Optional<Instant> lastLoginAt,
        Optional<Instant> lockedAt) {}
