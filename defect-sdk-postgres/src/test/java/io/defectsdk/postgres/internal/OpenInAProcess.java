package io.defectsdk.postgres.internal;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process that opens a database when its input says so, adds a product, and prints whom it connected to. Arguments:
 * JDBC URL, role, schema, product code; the password comes on the first line of input.
 */
public final class OpenInAProcess {
    private OpenInAProcess() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        Set<String> hosts = ConcurrentHashMap.newKeySet();
        // the JDK asks it about every connection, plain sockets included
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                hosts.add(uri.getHost());
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                hosts.add(uri.getHost());
            }
        });
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DatabaseOptions options = DatabaseOptions.builder(arguments[0], arguments[1], String.valueOf(input.readLine()))
                .build();
        System.out.println("ready");
        input.readLine();
        DatabaseSource source = new DatabaseSource(
                new DatabaseSource.Own(options),
                arguments[2],
                SchemaPolicy.MIGRATE,
                Optional.of(ZoneId.of("Asia/Seoul")));
        try (Stores stores = new PostgresDatabaseProvider().open(source)) {
            stores.products().add(NewProduct.of(arguments[3], "n"), Databases.ENGINEER, Instant.now());
        }
        System.out.println("opened, connected to " + new TreeSet<>(hosts));
    }
}
