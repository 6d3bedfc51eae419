package io.defectsdk.core.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.defectsdk.ErrorCode;
import io.defectsdk.LoginException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Session;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.settings.SettingValues;
import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.AccountStore.Credentials;
import io.defectsdk.spi.AccountStore.StoredSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Logins that last. A session is as old as the distance between its last use and now, either way, by
 * the store's clock: one that jumps keeps none open for longer than its time. Thread-safe.
 */
final class Sessions {
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_CHARACTERS = 43;

    private final AccountStore accounts;
    private final Logins logins;
    private final SettingValues settings;
    private final SecureRandom random;

    Sessions(AccountStore accounts, Logins logins, SettingValues settings, SecureRandom random) {
        this.accounts = accounts;
        this.logins = logins;
        this.settings = settings;
        this.random = random;
    }

    /** A new session of somebody who has just logged in; sessions that ended are removed on this occasion. */
    Session open(Credentials login) {
        Instant now = accounts.now();
        Duration timeout = timeout();
        accounts.removeSessions(now.minus(timeout), now.plus(timeout));
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        accounts.addSession(hash(token), login.account().id(), now);
        // a password that was reset between its check and here has ended the sessions that there were, not this one
        if (!logins.stands(login)) {
            accounts.removeSession(hash(token));
            throw Logins.refused();
        }
        return session(token, login.account(), now.plus(timeout));
    }

    /**
     * The session of a token, used now.
     *
     * @throws LoginException {@code SESSION_ENDED}
     */
    Session resume(String token) {
        StoredSession stored = (token.length() == TOKEN_CHARACTERS
                        ? accounts.findSession(hash(token))
                        : Optional.<StoredSession>empty())
                .filter(session -> session.account().active())
                .orElseThrow(Sessions::ended);
        Instant now = accounts.now();
        Duration timeout = timeout();
        Duration age = Duration.between(stored.lastUsedAt(), now).abs();
        if (age.compareTo(timeout) > 0) {
            throw ended();
        }
        if (age.compareTo(unnoted(timeout)) < 0) {
            return session(token, stored.account(), stored.lastUsedAt().plus(timeout));
        }
        accounts.touchSession(hash(token), now);
        return session(token, stored.account(), now.plus(timeout));
    }

    /** How much use need not be noted, to spare the database: a minute, and a tenth of a session that lasts minutes only. */
    private static Duration unnoted(Duration timeout) {
        Duration tenth = timeout.dividedBy(10);
        return tenth.compareTo(Duration.ofMinutes(1)) < 0 ? tenth : Duration.ofMinutes(1);
    }

    void close(String token) {
        accounts.removeSession(hash(token));
    }

    private Duration timeout() {
        return Duration.ofMinutes(settings.get(SettingKey.SESSION_TIMEOUT_MINUTES));
    }

    private static Session session(String token, Account account, Instant expiresAt) {
        return new Session(token, Logins.actor(account), expiresAt);
    }

    private static String hash(String token) {
        return Sha256.of(token.getBytes(UTF_8));
    }

    private static LoginException ended() {
        return new LoginException(
                ErrorCode.SESSION_ENDED, "there is no such session, or it has ended; log in again", null);
    }
}
