package io.defectsdk.testing.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Which server the tests of this JVM use; see {@link TestDatabase} for the order. */
final class ServerChoice {
    static final String JDBC_URL = "defectsdk.test.jdbc-url";
    static final String USERNAME = JDBC_URL + ".username";
    static final String PASSWORD = JDBC_URL + ".password";
    static final String VERSION = "defectsdk.test.postgres.version";
    static final String DOCKER = "defectsdk.test.docker";

    private static final String CONTAINER_CLASS = "org.testcontainers.postgresql.PostgreSQLContainer";

    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;
    private final Supplier<Boolean> dockerLikely;
    private final Supplier<Boolean> binaries;

    ServerChoice(
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            Supplier<Boolean> dockerLikely,
            Supplier<Boolean> binaries) {
        this.properties = properties;
        this.environment = environment;
        this.dockerLikely = dockerLikely;
        this.binaries = binaries;
    }

    static ServerChoice ofThisJvm() {
        return new ServerChoice(System::getProperty, System::getenv, ServerChoice::dockerLikely, Binaries::available);
    }

    enum Kind {
        GIVEN,
        DOCKER,
        EMBEDDED
    }

    /**
     * The kind of server to use.
     *
     * @throws TestAbortedException if there is none, so that the test is skipped; in CI it is an
     *     {@link IllegalStateException}, so that it fails
     */
    Kind choose() {
        if (properties.apply(JDBC_URL) != null) {
            return Kind.GIVEN;
        }
        if (!"false".equals(properties.apply(DOCKER)) && dockerLikely.get()) {
            return Kind.DOCKER;
        }
        if (binaries.get()) {
            return Kind.EMBEDDED;
        }
        String reason = "no database for the tests: set -D" + JDBC_URL
                + ", start Docker with Testcontainers on the class" + " path, or add io.zonky.test.postgres:"
                + Platform.current().artifact() + " to it";
        if ("true".equalsIgnoreCase(environment.apply("CI"))) {
            throw new IllegalStateException(reason);
        }
        throw new TestAbortedException(reason);
    }

    /** The server that was named by properties. */
    Access given() {
        return new Access(
                required(JDBC_URL),
                orElse(properties.apply(USERNAME), "postgres"),
                orElse(properties.apply(PASSWORD), ""));
    }

    /** Major version of PostgreSQL that was asked for, such as {@code 17}. */
    String majorVersion() {
        String version = orElse(properties.apply(VERSION), "17");
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }

    private String required(String name) {
        String value = properties.apply(name);
        if (value == null) {
            throw new IllegalStateException("-D" + name + " is not set");
        }
        return value;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** Asked before Testcontainers is, because that takes long to find out and logs errors. */
    private static boolean dockerLikely() {
        try {
            Class.forName(CONTAINER_CLASS, false, ServerChoice.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        String runtime = orElse(System.getenv("XDG_RUNTIME_DIR"), "/run");
        boolean socket = System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(runtime, "docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        return socket && DockerServer.reachable();
    }
}
