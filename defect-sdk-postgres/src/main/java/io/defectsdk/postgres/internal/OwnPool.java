package io.defectsdk.postgres.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.config.DatabaseOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of the SDK's own: single ones for the start check and migrations, a pool for the stores. */
final class OwnPool {
    /** Longer than any statement of the stores takes, so that a server that went silent cannot hold a thread forever. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** Tells the pools of one process apart in logs and thread names. */
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private OwnPool() {}

    /** Opens a connection per call, without a limit on how long a statement may take: a migration may be long. */
    static DataSource unpooled(DatabaseOptions options) {
        return driver(options);
    }

    /** A pool that opens its connections when they are needed. */
    static HikariDataSource open(DatabaseOptions options) {
        PGSimpleDataSource driver = driver(options);
        if (driver.getSocketTimeout() == 0) {
            driver.setSocketTimeout((int) SILENCE_LIMIT.toSeconds());
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(driver);
        config.setPoolName("defect-sdk-" + COUNTER.incrementAndGet());
        config.setMaximumPoolSize(options.poolSize());
        config.setMinimumIdle(Math.min(2, options.poolSize()));
        config.setConnectionTimeout(options.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(5_000, options.connectionTimeout().toMillis()));
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static PGSimpleDataSource driver(DatabaseOptions options) {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(options.jdbcUrl());
        driver.setUser(options.username());
        driver.setPassword(options.password());
        driver.setTcpKeepAlive(true);
        // the server's detail line quotes the values of a row that it refuses
        driver.setLogServerErrorDetail(false);
        if (!options.jdbcUrl().contains("ApplicationName=")) {
            driver.setApplicationName("defect-sdk");
        }
        driver.setConnectTimeout((int) Math.max(1, options.connectionTimeout().toSeconds()));
        return driver;
    }
}
