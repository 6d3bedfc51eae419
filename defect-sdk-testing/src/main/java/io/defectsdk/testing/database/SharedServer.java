package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one server of this JVM, started when the first test asks for a database, stopped when the JVM ends. */
final class SharedServer {
    private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);
    private static @Nullable Access access;

    private SharedServer() {}

    static synchronized Access access() {
        if (access == null) {
            ServerChoice choice = ServerChoice.ofThisJvm();
            ServerChoice.Kind kind = choice.choose();
            access = switch (kind) {
                case GIVEN -> choice.given();
                case DOCKER -> DockerServer.start(choice.majorVersion());
                case EMBEDDED -> startEmbedded();
            };
            LOG.info("Tests use {} ({})", access, kind);
        }
        return access;
    }

    private static Access startEmbedded() {
        try {
            // its exit hook closes it
            OwnedCluster owned = OwnedCluster.temporary(false);
            try {
                owned.cluster().start();
                return owned.cluster().access("postgres");
            } catch (IOException | RuntimeException e) {
                owned.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not start PostgreSQL for the tests", e);
        }
    }
}
