package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.StorageException;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.testing.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartIT {
    @Test
    void leavesNoConnectionBehindWhenALaterPartCannotStart(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (TestDatabase database = TestDatabase.create()) {
            assertThatThrownBy(() -> DefectSdk.builder()
                            .database(DatabaseOptions.builder(
                                            database.jdbcUrl(), database.username(), database.password())
                                    .build())
                            .storage(Storage.directory(file))
                            .build())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(file.toString());
            // a pool fills itself in the background, so that one left open would show up within moments
            Thread.sleep(500);
            Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
            while (sessions(database) > 0 && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
            assertThat(sessions(database)).isZero();
        }
    }

    private static int sessions(TestDatabase database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'defect-sdk'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
