package io.defectsdk.postgres.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.postgres.internal.schema.SchemaSetup;
import io.defectsdk.postgres.internal.store.Database;
import io.defectsdk.postgres.internal.store.PostgresStores;
import io.defectsdk.spi.DatabaseProvider;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.Stores;

/** Opens PostgreSQL; found by {@link java.util.ServiceLoader}. Thread-safe. */
public final class PostgresDatabaseProvider implements DatabaseProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PostgresDatabaseProvider() {}

    @Override
    public Stores open(DatabaseSource source) {
        SchemaName schema = new SchemaName(source.schema());
        if (source.connection() instanceof DatabaseSource.Own own) {
            String trigrams = new SchemaSetup(OwnPool.unpooled(own.options()), schema, source.policy()).run();
            HikariDataSource pool = OwnPool.open(own.options());
            return new PostgresStores(new Database(pool, schema, trigrams), pool::close);
        }
        DatabaseSource.Host host = (DatabaseSource.Host) source.connection();
        String trigrams = new SchemaSetup(host.dataSource(), schema, source.policy()).run();
        return new PostgresStores(new Database(host.dataSource(), schema, trigrams), () -> {});
    }
}
