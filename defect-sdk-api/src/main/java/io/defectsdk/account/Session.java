package io.defectsdk.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A login that lasts, for hosts that keep no sessions of their own. Immutable. Who has the token is taken for the actor:
 * keep it like a password. The database holds its hash only.
 */
public final class Session {
    private final String token;
    private final Actor actor;
    private final Instant expiresAt;

    /** From its parts. */
    public Session(String token, Actor actor, Instant expiresAt) {
        this.token = requireNonNull(token, "token");
        this.actor = requireNonNull(actor, "actor");
        this.expiresAt = requireNonNull(expiresAt, "expiresAt");
    }

    /** 43 characters of letters, digits, {@code -} and {@code _}: 256 random bits. */
    public String token() {
        return token;
    }

    /** Who logged in. */
    public Actor actor() {
        return actor;
    }

    /** When it ends, unless it is used before. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "session of " + actor + " until " + expiresAt;
    }
}
