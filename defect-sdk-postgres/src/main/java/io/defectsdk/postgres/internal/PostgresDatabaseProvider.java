package io.defectsdk.postgres.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.postgres.internal.schema.SchemaSetup;
import io.defectsdk.postgres.internal.store.Database;
import io.defectsdk.postgres.internal.store.PostgresStores;
import io.defectsdk.spi.DatabaseProvider;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.Stores;
import javax.sql.DataSource;

/** Opens PostgreSQL; found by {@link java.util.ServiceLoader}. Thread-safe. */
public final class PostgresDatabaseProvider implements DatabaseProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PostgresDatabaseProvider() {}

    @Override
    public Stores open(DatabaseSource source) {
        SchemaName schema = new SchemaName(source.schema());
        if (source.connection() instanceof DatabaseSource.Own own) {
            String trigrams = setUp(OwnPool.unpooled(own.options()), schema, source);
            HikariDataSource pool = OwnPool.open(own.options());
            return new PostgresStores(new Database(pool, schema, trigrams), pool::close);
        }
        DatabaseSource.Host host = (DatabaseSource.Host) source.connection();
        String trigrams = setUp(host.dataSource(), schema, source);
        return new PostgresStores(new Database(host.dataSource(), schema, trigrams), () -> {});
    }

    private static String setUp(DataSource connections, SchemaName schema, DatabaseSource source) {
        return new SchemaSetup(connections, schema, source.policy(), source.legacyTimeZone()).run();
    }
}
