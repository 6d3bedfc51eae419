package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.AccountStore.StoredSession;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Logins that last, by the hash of their tokens. */
final class Sessions {
    private final Database database;

    Sessions(Database database) {
        this.database = database;
    }

    void add(String tokenSha256, long accountId, Instant now) {
        byte[] token = Columns.hash(tokenSha256);
        int added = database.with("open the session", handle -> handle.createUpdate("""
                        INSERT INTO <schema>.sessions (token_sha256, user_id, created_at, last_used_at)
                        SELECT :token, user_id, :now, :now FROM <schema>.users WHERE user_id = :account
                        """)
                .bind("token", token)
                .bind("now", Columns.time(now))
                .bind("account", accountId)
                .execute());
        if (added == 0) {
            throw Accounts.unknown(accountId);
        }
    }

    Optional<StoredSession> find(String tokenSha256) {
        byte[] token = Columns.hash(tokenSha256);
        return database.with("find the session", handle -> handle.createQuery("""
                        SELECT u.*, s.last_used_at
                        FROM <schema>.sessions s JOIN <schema>.users u USING (user_id)
                        WHERE s.token_sha256 = :token
                        """)
                .bind("token", token)
                .map((row, context) ->
                        new StoredSession(Accounts.ACCOUNT.map(row, context), Columns.time(row, "last_used_at")))
                .findOne());
    }

    void touch(String tokenSha256, Instant now) {
        byte[] token = Columns.hash(tokenSha256);
        database.with("note that the session was used", handle -> handle.createUpdate(
                        "UPDATE <schema>.sessions SET last_used_at = :now WHERE token_sha256 = :token")
                .bind("now", Columns.time(now))
                .bind("token", token)
                .execute());
    }

    void remove(String tokenSha256) {
        byte[] token = Columns.hash(tokenSha256);
        database.with("end the session", handle -> handle.createUpdate(
                        "DELETE FROM <schema>.sessions WHERE token_sha256 = :token")
                .bind("token", token)
                .execute());
    }

    void removeUsedOutside(Instant earliest, Instant latest) {
        database.with("end old sessions", handle -> handle.createUpdate(
                        "DELETE FROM <schema>.sessions WHERE last_used_at < :earliest OR last_used_at > :latest")
                .bind("earliest", Columns.time(earliest))
                .bind("latest", Columns.time(latest))
                .execute());
    }

    /** Within the transaction that changes the account. */
    static void end(Handle handle, long accountId) {
        handle.createUpdate("DELETE FROM <schema>.sessions WHERE user_id = :account")
                .bind("account", accountId)
                .execute();
    }
}
