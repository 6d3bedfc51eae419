package io.defectsdk.postgres.internal.store;

import io.defectsdk.LimitExceededException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How values of the API lie in columns. */
final class Columns {
    private static final int MAX_FILE_NAME = 255;
    private static final HexFormat HEX = HexFormat.of();

    private Columns() {}

    /** What the database can keep of a moment. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static byte[] hash(String sha256) {
        return HEX.parseHex(Stores.checkSha256(sha256));
    }

    static String hash(ResultSet row, String column) throws SQLException {
        return HEX.formatHex(row.getBytes(column));
    }

    /** From {@code content_sha256} and {@code file_size}; empty where the file was never read. */
    static Optional<StoredContent> optionalContent(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("content_sha256");
        return hash == null
                ? Optional.empty()
                : Optional.of(new StoredContent(HEX.formatHex(hash), row.getLong("file_size")));
    }

    static OptionalInt optionalInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Refuses a file name that is longer than its column. */
    static void fileName(String name) {
        int length = name.codePointCount(0, name.length());
        if (length > MAX_FILE_NAME) {
            throw new LimitExceededException("a file name has at most " + MAX_FILE_NAME
                    + " characters, but this one has " + length + "; rename the file");
        }
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static Duration micros(ResultSet row, String column) throws SQLException {
        return Duration.of(row.getLong(column), ChronoUnit.MICROS);
    }

    static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static Role role(String text) {
        return Role.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** From {@code actor_id}, {@code actor_name} and {@code actor_role}; the first is NULL for a vouched actor. */
    static Actor actor(ResultSet row) throws SQLException {
        return actor(row, "actor_id", "actor_name", "actor_role");
    }

    /** From columns of these names, as {@link #actor(ResultSet)}. */
    static Actor actor(ResultSet row, String idColumn, String nameColumn, String roleColumn) throws SQLException {
        String name = printable(row.getString(nameColumn));
        Role role = role(row.getString(roleColumn));
        long id = row.getLong(idColumn);
        return row.wasNull() ? Actor.vouched(name, role) : Actor.authenticated(id, name, role);
    }

    /** As a name may be called; accounts of a hand-made database may be called anything. */
    private static String printable(String name) {
        String printable = name.codePoints()
                .limit(100)
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.isBlank() ? "?" : printable;
    }

    /** As {@link #actor}; empty where there is no name. */
    static Optional<Actor> optionalActor(ResultSet row) throws SQLException {
        return row.getString("actor_name") == null ? Optional.empty() : Optional.of(actor(row));
    }

    /** Key of the actor's account, or NULL. */
    static @Nullable Long accountId(Actor actor) {
        return actor.vouched() ? null : actor.accountId().getAsLong();
    }

    /** Whether a text can be in a column at all; what cannot is in none, and what a driver made of it might be. */
    static boolean canHold(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** A text by which rows are looked for: NULL, which no value equals, where no column can hold it. */
    static @Nullable String sought(String text) {
        return canHold(text) ? text : null;
    }

    /** A limit as callers give it. */
    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        return limit;
    }
}
