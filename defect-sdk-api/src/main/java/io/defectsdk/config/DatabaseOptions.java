package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the SDK reaches PostgreSQL through a connection pool of its own, which it closes with itself. Immutable; the
 * password appears in no message and not in {@link #toString()}.
 */
public final class DatabaseOptions {
    private final String jdbcUrl;
    private final String username;
    private final String password;
    private final int poolSize;
    private final Duration connectionTimeout;

    private DatabaseOptions(Builder builder) {
        this.jdbcUrl = builder.jdbcUrl;
        this.username = builder.username;
        this.password = builder.password;
        this.poolSize = builder.poolSize;
        this.connectionTimeout = builder.connectionTimeout;
    }

    /**
     * Options for one database.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, with driver parameters if need be, without a password
     * @param username the database role
     * @param password its password, empty where the server asks for none
     */
    public static Builder builder(String jdbcUrl, String username, String password) {
        return new Builder(jdbcUrl, username, password);
    }

    /** The JDBC URL. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** The database role. */
    public String username() {
        return username;
    }

    /** The role's password. */
    public String password() {
        return password;
    }

    /** Connections at most, 1 to 200; default 8. */
    public int poolSize() {
        return poolSize;
    }

    /** How long a call waits for a connection, 250 ms to 60 s; default 2 s. */
    public Duration connectionTimeout() {
        return connectionTimeout;
    }

    @Override
    public String toString() {
        return "DatabaseOptions[username=" + username + ", poolSize=" + poolSize + ", connectionTimeout="
                + connectionTimeout + "]";
    }

    /** Builds {@link DatabaseOptions}; confined to one thread. */
    public static final class Builder {
        /** As a parameter of the driver, or before the host as other databases have it. */
        private static final Pattern HOLDS_PASSWORD =
                Pattern.compile("[?&](ssl)?password=|//[^/?]*:[^/?]*@", Pattern.CASE_INSENSITIVE);

        /** How the URL of a database begins, whichever it is. */
        private static final Pattern SCHEME = Pattern.compile("jdbc:[a-z0-9]+:|[a-z0-9]+://");

        private final String jdbcUrl;
        private final String username;
        private final String password;
        private int poolSize = 8;
        private Duration connectionTimeout = Duration.ofSeconds(2);

        private Builder(String jdbcUrl, String username, String password) {
            if (!requireNonNull(jdbcUrl, "jdbcUrl").startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "jdbcUrl must start with jdbc:postgresql:, as jdbc:postgresql://host:5432/database does, but is "
                                + shown(jdbcUrl));
            }
            if (HOLDS_PASSWORD.matcher(jdbcUrl).find()) {
                throw new IllegalArgumentException(
                        "jdbcUrl must not hold a password: URLs end up in logs; give it as an argument of its own");
            }
            this.jdbcUrl = jdbcUrl;
            this.username = requireNonNull(username, "username");
            this.password = requireNonNull(password, "password");
        }

        /** As much as can hold neither user nor password: where arguments are mixed up, a password stands in the URL's place. */
        private static String shown(String url) {
            String plain = url.split("[?;]", 2)[0];
            boolean credentials = plain.indexOf('@') >= 0;
            Matcher scheme = SCHEME.matcher(plain);
            if (!scheme.lookingAt()) {
                return "none (" + url.length() + " characters, not shown: they may be a password)";
            }
            return "'" + (credentials ? scheme.group() : plain)
                    + (credentials || plain.length() < url.length() ? "..." : "") + "'";
        }

        /** Connections at most, 1 to 200. */
        public Builder poolSize(int connections) {
            this.poolSize = Checks.inRange(connections, "poolSize", 1, 200);
            return this;
        }

        /** How long a call waits for a connection, 250 ms to 60 s. */
        public Builder connectionTimeout(Duration timeout) {
            this.connectionTimeout =
                    Checks.inRange(timeout, "connectionTimeout", Duration.ofMillis(250), Duration.ofMinutes(1));
            return this;
        }

        /** The options as set so far. */
        public DatabaseOptions build() {
            return new DatabaseOptions(this);
        }
    }
}
