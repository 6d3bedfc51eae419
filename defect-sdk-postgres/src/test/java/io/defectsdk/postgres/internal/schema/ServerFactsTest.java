package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.SchemaException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
    @Test
    void refusesAServerOlderThan14() {
        assertThatThrownBy(() -> facts(130_023, "13.23").requireFit())
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Defect SDK needs PostgreSQL 14 or newer, but the server is 13.23; upgrade the server, or use"
                                + " a newer one for this database");
    }

    @Test
    void accepts14AndNewer() {
        assertThatCode(() -> facts(140_000, "14.0").requireFit()).doesNotThrowAnyException();
        assertThatCode(() -> facts(180_001, "18.1").requireFit()).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherProduct() {
        DatabaseMetaData metaData = fake(DatabaseMetaData.class, "getDatabaseProductName", "H2");
        assertThatThrownBy(() -> ServerFacts.read(fake(Connection.class, "getMetaData", metaData)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("leads to H2");
    }

    private static ServerFacts facts(int number, String version) {
        return new ServerFacts(number, version, "UTF8", "C.UTF-8", false, "plant", "mes");
    }

    private static <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }
}
