package io.defectsdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.defectsdk.ConfigurationException;
import io.defectsdk.DefectSdk;
import io.defectsdk.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

class DefectSdkExtensionIT {
    private static final List<TestDatabase> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void givesFreshEachADatabaseOfItsOwnAndDropsIt() {
        run(FreshEach.class);

        assertThat(SEEN).hasSize(4);
        assertThat(SEEN.get(0)).as("in @BeforeEach and in the test").isSameAs(SEEN.get(1));
        assertThat(SEEN.get(2)).isSameAs(SEEN.get(3));
        assertThat(SEEN.get(2)).isNotSameAs(SEEN.get(0));
        assertThat(SEEN).allSatisfy(DefectSdkExtensionIT::assertDropped);
    }

    @Test
    void sharesTheDatabaseThatAClassAskedFor() {
        run(WholeClass.class);

        assertThat(SEEN).hasSize(3).containsOnly(SEEN.get(0));
        assertDropped(SEEN.get(0));
    }

    @Test
    void dropsTheDatabaseOfATestThatFails() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Failing.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1).failed(1));

        assertThat(SEEN).hasSize(1);
        assertDropped(SEEN.get(0));
    }

    /** The other modules are not on the class path here; integration-tests has the case with all of them. */
    @Test
    void saysWhichModuleAnSdkLacks() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(WithSdk.class))
                .execute()
                .testEvents()
                .failed()
                .assertThatEvents()
                .singleElement()
                .extracting(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .satisfies(failure -> assertThat(failure)
                        .hasRootCauseInstanceOf(ConfigurationException.class)
                        .rootCause()
                        .hasMessageContaining("defect-sdk-core"));
    }

    private static void run(Class<?> test) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(2).succeeded(2));
    }

    private static void assertDropped(TestDatabase database) {
        assertThatThrownBy(() -> connect(database))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("does not exist");
    }

    private static void connect(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    @ExtendWith(DefectSdkExtension.class)
    static class FreshEach {
        @BeforeEach
        void prepare(TestDatabase database) {
            SEEN.add(database);
        }

        @Test
        void first(TestDatabase database) throws SQLException {
            SEEN.add(database);
            connect(database);
        }

        @Test
        void second(TestDatabase database, RecordedEvents events) throws SQLException {
            SEEN.add(database);
            connect(database);
            assertThat(events.all()).isEmpty();
        }
    }

    @ExtendWith(DefectSdkExtension.class)
    static class WholeClass {
        @BeforeAll
        static void prepare(TestDatabase database) {
            SEEN.add(database);
        }

        @Test
        void first(TestDatabase database) throws SQLException {
            SEEN.add(database);
            connect(database);
        }

        @Test
        void second(TestDatabase database) throws SQLException {
            SEEN.add(database);
            connect(database);
        }
    }

    @ExtendWith(DefectSdkExtension.class)
    static class Failing {
        @Test
        void fails(TestDatabase database) {
            SEEN.add(database);
            throw new AssertionError("on purpose");
        }
    }

    @ExtendWith(DefectSdkExtension.class)
    static class WithSdk {
        @Test
        void opens(DefectSdk sdk) {
            assertThat(sdk).isNull();
        }
    }
}
