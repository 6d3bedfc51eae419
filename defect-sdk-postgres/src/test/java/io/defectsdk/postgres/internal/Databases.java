package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.SchemaException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.postgresql.ds.PGSimpleDataSource;

/** Empty databases and roles for one test, gone after it. */
public final class Databases implements AfterEachCallback {
    /** Who does things in tests. */
    public static final Actor ENGINEER = Actor.vouched("품질 엔지니어", Role.ADMIN);

    private static final String SCHEMA = "sdk";

    /** What {@link #migrated()} copies, made by the first test that needs it, and gone after the last. */
    private static @Nullable TestDatabase template;

    private final List<TestDatabase> databases = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();

    /** With the server's own locale. */
    public Database empty() {
        TestDatabase created = TestDatabase.create();
        databases.add(created);
        return database(created, afterwards);
    }

    /** With the schema {@code sdk} as opening an empty database makes it; a copy takes a tenth of the time. */
    public Database migrated() {
        return with("TEMPLATE " + template().name());
    }

    /** With {@code options} as in CREATE DATABASE. */
    public Database with(String options) {
        Database server = template();
        String name = unique("database");
        server.execute("CREATE DATABASE " + name + " " + options);
        afterwards.add("DROP DATABASE " + name + " WITH (FORCE)");
        return new Database(
                server.url().replace(server.name(), name), server.username(), server.password(), name, afterwards);
    }

    /** The statements by which a refusal says that it is remedied. */
    public static String[] remedies(SchemaException refusal) {
        String message = String.valueOf(refusal.getMessage());
        String[] statements = message.substring(message.lastIndexOf(": ") + 2).split("; ", -1);
        assertThat(statements).allMatch(sql -> sql.matches("(GRANT|CREATE|ALTER TABLE) .*"));
        return statements;
    }

    private static synchronized Database template() {
        if (template == null) {
            TestDatabase created = TestDatabase.create();
            database(created, new ArrayList<>()).open(SCHEMA).close();
            template = created;
        }
        return database(template, new ArrayList<>());
    }

    private static synchronized void dropTemplate() {
        if (template != null) {
            template.close();
            template = null;
        }
    }

    private static Database database(TestDatabase created, List<String> afterwards) {
        return new Database(created.jdbcUrl(), created.username(), created.password(), created.name(), afterwards);
    }

    private static String unique(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        databases.forEach(TestDatabase::close);
        if (!afterwards.isEmpty()) {
            template().execute(afterwards.toArray(String[]::new));
        }
        context.getRoot().getStore(Namespace.create(Databases.class)).getOrComputeIfAbsent("template", key ->
                (AutoCloseable) Databases::dropTemplate);
    }

    /** One database. */
    public record Database(String url, String username, String password, String name, List<String> afterwards) {
        /** As one who may do anything. */
        public DataSource source() {
            return source(username, password);
        }

        /** As somebody. */
        public DataSource source(String role, String rolePassword) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(role);
            source.setPassword(rolePassword);
            return source;
        }

        /** Opens the stores over {@link #source()}. */
        public Stores open(String schema) {
            return open(source(), schema, SchemaPolicy.MIGRATE);
        }

        /** Opens the stores over a data source of the host's. */
        public static Stores open(DataSource source, String schema, SchemaPolicy policy) {
            return open(source, schema, policy, Optional.empty());
        }

        /** As {@link #open(DataSource, String, SchemaPolicy)}, with the zone of a hand-made database's times. */
        public static Stores open(
                DataSource source, String schema, SchemaPolicy policy, Optional<ZoneId> legacyTimeZone) {
            return new PostgresDatabaseProvider()
                    .open(new DatabaseSource(new DatabaseSource.Host(source), schema, policy, legacyTimeZone));
        }

        /** A role that may log in with its own name as password, and nothing else. */
        public String role() {
            String role = unique("role");
            execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + role + "'");
            afterwards.add("DROP ROLE " + role);
            return role;
        }

        /** Runs statements. */
        public void execute(String... statements) {
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Rows, each as its values' texts joined by {@code |}. */
        public List<String> rows(String sql) {
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        values.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", values));
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The only row. */
        public String value(String sql) {
            List<String> rows = rows(sql);
            if (rows.size() != 1) {
                throw new IllegalStateException("one row expected, but got " + rows);
            }
            return rows.get(0);
        }
    }
}
