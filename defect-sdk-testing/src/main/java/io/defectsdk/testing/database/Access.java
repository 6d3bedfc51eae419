package io.defectsdk.testing.database;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How a database is reached. */
record Access(String jdbcUrl, String username, String password) {
    static final String LOOPBACK = "127.0.0.1";

    static Access local(int port, String database, String username, String password) {
        return new Access("jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database, username, password);
    }

    /** The same server and role, another database. */
    Access database(String name) {
        String path = jdbcUrl.substring("jdbc:".length());
        int query = path.indexOf('?');
        String parameters = query < 0 ? "" : path.substring(query);
        URI uri = URI.create(query < 0 ? path : path.substring(0, query));
        if (uri.getRawAuthority() == null) {
            throw new TestDatabaseException(
                    "the JDBC URL must have the form jdbc:postgresql://host:port/database, but is " + jdbcUrl, null);
        }
        return new Access("jdbc:postgresql://" + uri.getRawAuthority() + "/" + name + parameters, username, password);
    }

    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** Runs one statement on a connection of its own. */
    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + username;
    }
}
