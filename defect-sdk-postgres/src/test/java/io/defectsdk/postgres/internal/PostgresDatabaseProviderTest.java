package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.spi.DatabaseProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PostgresDatabaseProviderTest {
    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(DatabaseProvider.class)).hasOnlyElementsOfType(PostgresDatabaseProvider.class);
    }
}
