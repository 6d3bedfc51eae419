package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabasePerTestIT {
    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        try (TestDatabase first = TestDatabase.create();
                TestDatabase second = TestDatabase.create()) {
            Sql.execute(first.dataSource(), "create table parts (id int)");

            assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
            assertThat(Sql.query(first.dataSource(), "select current_database()"))
                    .isEqualTo(first.name());
            assertThat(Sql.query(second.dataSource(), "select to_regclass('parts') is null"))
                    .isEqualTo("t");
        }
    }

    @Test
    void dropsTheDatabaseUnderOpenConnections() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.isValid(5)).isTrue();

            database.close();
            database.close();

            assertThat(connection.isValid(5)).isFalse();
        }
        assertThatThrownBy(() -> Sql.query(database.dataSource(), "select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void findsKoreanByTrigrams() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            Sql.execute(database.dataSource(), "create extension pg_trgm");

            assertThat(Sql.query(database.dataSource(), "select array_length(show_trgm('기공'), 1)"))
                    .isEqualTo("3");
        }
    }

    @Test
    void runsTheVersionThatTheBuildAskedFor() throws SQLException {
        String asked = System.getProperty("defectsdk.test.postgres.version");
        String given = System.getProperty("defectsdk.test.jdbc-url");
        org.junit.jupiter.api.Assumptions.assumeTrue(asked != null && given == null, "no version was asked for");

        try (TestDatabase database = TestDatabase.create()) {
            String major = asked.substring(0, asked.indexOf('.'));
            assertThat(Sql.query(database.dataSource(), "show server_version")).startsWith(major + ".");
        }
    }
}
