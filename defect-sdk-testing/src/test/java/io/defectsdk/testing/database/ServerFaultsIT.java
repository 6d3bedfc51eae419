package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ServerFaultsIT {
    @Test
    void comesBackOnTheSamePortWithItsDataAfterAStop() throws SQLException {
        try (TestServer server = TestServer.started()) {
            String url = server.jdbcUrl();
            Sql.execute(server.dataSource(), "create table parts as select 7 as id");

            server.stop();
            assertThat(server.running()).isFalse();
            assertThatThrownBy(() -> Sql.query(server.dataSource(), "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("refused");
            server.stop();
            server.start();

            assertThat(server.jdbcUrl()).isEqualTo(url);
            assertThat(Sql.query(server.dataSource(), "select id from parts")).isEqualTo("7");
        }
    }

    @Test
    void cutsClientsOffWhenItIsKilledAndKeepsWhatWasCommitted() throws SQLException {
        try (TestServer server = TestServer.startedDurable()) {
            assertThat(Sql.query(server.dataSource(), "show fsync")).isEqualTo("on");
            Sql.execute(server.dataSource(), "create table parts (id int)");
            try (Connection connection = server.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("insert into parts values (1)");
                connection.setAutoCommit(false);
                statement.execute("insert into parts values (2)");

                server.kill();

                assertThat(server.running()).isFalse();
                assertThat(connection.isValid(5)).isFalse();
            }

            server.start();

            assertThat(Sql.query(server.dataSource(), "select string_agg(id::text, ',') from parts"))
                    .isEqualTo("1");
        }
    }

    @Test
    void restartsUnderConnections() throws SQLException {
        try (TestServer server = TestServer.started();
                Connection connection = server.dataSource().getConnection()) {
            server.restart();

            assertThat(connection.isValid(5)).isFalse();
            assertThat(Sql.query(server.dataSource(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void hangsWhileItIsFrozen() throws Exception {
        try (TestServer server = TestServer.started();
                Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            server.freeze();
            CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return statement.execute("select 1");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            server.thaw();

            assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        }
    }

    @Test
    void refusesToStartTwiceAndToFreezeWhatDoesNotRun() {
        try (TestServer server = TestServer.started()) {
            assertThatIllegalStateException().isThrownBy(server::start).withMessageContaining("running already");
            server.stop();
            assertThatIllegalStateException().isThrownBy(server::freeze).withMessageContaining("not running");
        }
    }

    @Test
    void asksForAPassword() {
        try (TestServer server = TestServer.started()) {
            Access wrong = new Access(server.jdbcUrl(), server.username(), "guess");

            assertThatThrownBy(() -> wrong.execute("select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void closesAfterItWasKilledOrClosed() throws ExecutionException {
        TestServer server = TestServer.started();
        server.kill();
        server.close();
        server.close();
        assertThat(server.running()).isFalse();
    }
}
