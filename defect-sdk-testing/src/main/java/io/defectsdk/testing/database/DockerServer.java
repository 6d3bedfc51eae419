package io.defectsdk.testing.database;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container; the only class that knows Testcontainers, loaded when that is on the class path. */
final class DockerServer {
    private DockerServer() {}

    static boolean reachable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts a container that Testcontainers removes when the JVM ends. */
    @SuppressWarnings("resource")
    static Access start(String majorVersion) {
        // not the smaller alpine image: letters in musl's locales are another matter, see Platform.locale
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + majorVersion)
                .withEnv(Map.of("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        return new Access(
                "jdbc:postgresql://" + container.getHost() + ":"
                        + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/"
                        + container.getDatabaseName(),
                container.getUsername(),
                container.getPassword());
    }
}
