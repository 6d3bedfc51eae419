package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class StoreErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"08001", "08006", "53300", "53100", "57P01", "57P03", "40001", "40P01", "55P03", "57014", "25006"
            })
    void callsADatabaseThatIsAwayOrBusyRetryable(String state) {
        StoreException thrown = StoreErrors.translate("add the product", new SQLException("no answer", state));
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(thrown)
                .hasMessage("could not add the product: the database is away or busy (SQLSTATE " + state
                        + ": no answer); the same call can succeed once it answers again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22021", "28P01", "3D000", "42501"})
    void callsAnAnswerThatWouldComeAgainNotRetryable(String state) {
        StoreException thrown = StoreErrors.translate("add the product", new SQLException("no", state));
        assertThat(thrown.retryable()).isFalse();
        assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_FAILED);
        assertThat(thrown).hasMessageContaining("could not add the product").hasMessageContaining(state);
    }

    @Test
    void namesAnUnknownHost() {
        SQLException driver = new SQLException(
                "The connection attempt failed.",
                "08001",
                new UnknownHostException("db.plant: Name or service not known"));
        StoreException thrown = StoreErrors.translate("open the database", driver);
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown).hasMessageContaining("host unknown: 'db.plant'; correct it in the JDBC URL");
        StoreException ofPool =
                StoreErrors.translate("add the product", new SQLTransientConnectionException("timed out", driver));
        assertThat(ofPool).hasMessageContaining("host unknown: 'db.plant'");
    }

    @Test
    void saysThatADatabaseDoesNotExist() {
        StoreException thrown = StoreErrors.translate(
                "open the database", new SQLException("FATAL: database \"mse\" does not exist", "3D000"));
        assertThat(thrown)
                .hasMessage("could not open the database: the server has no such database"
                        + " (SQLSTATE 3D000: FATAL: database \"mse\" does not exist);"
                        + " create it, or correct the name in the JDBC URL");
    }

    @Test
    void callsAPoolThatWaitedInVainRetryable() {
        StoreException thrown = StoreErrors.translate(
                "add the product",
                new SQLTransientConnectionException("Connection is not available, request timed out after 2000ms"));
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown).hasMessageContaining("(Connection is not available, request timed out after 2000ms)");
    }

    @Test
    void namesTheConstraintButNotTheValuesThatTheServerQuotes() {
        String fields = "SERROR\0C23505\0Mduplicate key value violates unique constraint\0"
                + "DKey (username)=(secret value) already exists.\0nusers_username_key\0";
        StoreException thrown =
                StoreErrors.translate("add the user", new PSQLException(new ServerErrorMessage(fields), true));
        assertThat(thrown)
                .hasMessageContaining("SQLSTATE 23505: constraint users_username_key")
                .hasMessageNotContaining("secret value");
    }

    @Test
    void findsTheServersWordsBehindALibrarysException() {
        SQLException server = new SQLException("no", "42P01");
        assertThat(StoreErrors.sqlCause(new IllegalStateException(new RuntimeException(server))))
                .contains(server);
        assertThat(StoreErrors.sqlCause(new IllegalStateException())).isEmpty();
    }
}
