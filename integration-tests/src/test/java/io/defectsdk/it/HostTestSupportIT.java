package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.PageRequest;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.spi.Event;
import io.defectsdk.testing.junit.DefectSdkExtension;
import io.defectsdk.testing.junit.RecordedEvents;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What defect-sdk-testing offers to the tests of a host application, with all modules present. */
class HostTestSupportIT {
    private static final Instant NOW = Instant.parse("2026-11-23T04:05:06Z");

    @RegisterExtension
    static final DefectSdkExtension SDK =
            DefectSdkExtension.with(builder -> builder.clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void opensAnSdkAndRemembersWhatItTells(DefectSdk sdk, RecordedEvents events) {
        Plant.addProduct(sdk);
        Plant.teach(sdk);
        Inspection inspection = sdk.inspector().inspect(Plant.inspect(Plant.good(30)));

        assertThat(events.of(Event.Inspected.class))
                .singleElement()
                .extracting(Event.Inspected::inspection)
                .isSameAs(inspection);
        assertThat(events.of(Event.DeploymentChanged.class))
                .extracting(event -> event.deployment().status())
                .containsExactly(DeploymentStatus.RUNNING, DeploymentStatus.COMPLETED);
        assertThat(events.all()).hasSize(4).last().isInstanceOf(Event.Inspected.class);
    }

    @Test
    void opensEachTestsSdkOnAnEmptyDatabaseWithTheSettingsGiven(DefectSdk sdk) {
        assertThat(sdk.catalog().products(PageRequest.first(1_000)).items()).isEmpty();

        Plant.addProduct(sdk);

        assertThat(sdk.catalog().products(PageRequest.first(1_000)).items())
                .singleElement()
                .satisfies(product -> assertThat(product.createdAt()).isEqualTo(NOW));
    }
}
