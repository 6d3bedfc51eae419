package io.defectsdk.postgres.internal.store;

import io.defectsdk.postgres.internal.Databases.Database;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** As guests on connections whose transactions are serializable unless told otherwise. */
class WaitingAtSerializableIT extends WaitingIT {
    @Override
    DataSource source(Database of) {
        PGSimpleDataSource source = (PGSimpleDataSource) of.source();
        source.setOptions("-c default_transaction_isolation=serializable");
        return source;
    }
}
