package io.defectsdk.postgres.internal;

import io.defectsdk.StoreException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns what JDBC throws into what the API promises. Messages name the operation, the SQL state and what to do; of the
 * server's words only those that cannot hold a bound value.
 */
public final class StoreErrors {
    /** Classes of SQL states of a server that is away, starts, stops, breaks off or is full. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53");

    /** Single states of the same kind. */
    private static final Set<String> AWAY_STATES = Set.of(
            "25006", // read-only: a standby that was promoted, or is about to be
            "25P03", // idle in transaction for too long
            "40001", // serialization failure
            "40P01", // deadlock
            "55P03", // lock not available
            "57014", // cancelled by a statement timeout
            "57P01", // administrator's shutdown
            "57P02", // crash shutdown
            "57P03", // cannot connect now
            "57P05" // idle session timeout
            );

    private static final String NO_SUCH_DATABASE = "3D000";

    private StoreErrors() {}

    /** What to throw for a failure of {@code operation}, such as "add the product". */
    public static StoreException translate(String operation, SQLException e) {
        String state = e.getSQLState();
        Optional<String> unknownHost = cause(e, UnknownHostException.class).map(StoreErrors::host);
        if (unknownHost.isPresent()) {
            return StoreException.unavailable(
                    "could not " + operation + ": host unknown: '" + unknownHost.get()
                            + "'; correct it in the JDBC URL, or see to it that this machine's name service knows it ("
                            + words(state, message(e)) + ")",
                    e);
        }
        if (NO_SUCH_DATABASE.equals(state)) {
            return StoreException.failed(
                    "could not " + operation + ": the server has no such database (" + words(state, message(e))
                            + "); create it, or correct the name in the JDBC URL",
                    e);
        }
        if (isAway(e)) {
            return StoreException.unavailable(
                    "could not " + operation + ": the database is away or busy (" + words(state, message(e))
                            + "); the same call can succeed once it answers again",
                    e);
        }
        if (isRefusedLogin(state)) {
            return StoreException.failed(
                    "could not " + operation + ": the server refuses the login (" + words(state, message(e))
                            + "); check role, password and the server's pg_hba.conf",
                    e);
        }
        return StoreException.failed(
                "could not " + operation + ": the database answered with an error (" + words(state, constraint(e))
                        + "); the same call would meet it again, see the cause",
                e);
    }

    /** The first SQL exception among the causes of something that a library threw. */
    public static Optional<SQLException> sqlCause(@Nullable Throwable thrown) {
        return cause(thrown, SQLException.class);
    }

    private static <T extends Throwable> Optional<T> cause(@Nullable Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    /** Java adds the system's words after a colon. */
    private static String host(UnknownHostException e) {
        return String.valueOf(e.getMessage()).split(": ", 2)[0];
    }

    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.isEmpty()) {
            // a pool has no SQL state of its own when it waited in vain
            return e instanceof SQLTransientException || e instanceof SQLRecoverableException;
        }
        return AWAY_STATES.contains(state) || AWAY_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    private static boolean isRefusedLogin(@Nullable String state) {
        return state != null && state.startsWith("28");
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private static String words(@Nullable String state, String more) {
        String prefix = state == null ? "" : "SQLSTATE " + state;
        return prefix.isEmpty() || more.isEmpty() ? prefix + more : prefix + ": " + more;
    }

    private static String constraint(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException ps ? ps.getServerErrorMessage() : null;
        if (server == null) {
            return "";
        }
        if (server.getConstraint() != null) {
            return "constraint " + server.getConstraint();
        }
        return server.getColumn() != null ? "column " + server.getColumn() : "";
    }
}
