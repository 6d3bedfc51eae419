package io.defectsdk.core.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InspectionIdsTest {
    private final InspectionIds ids = new InspectionIds();

    @Test
    void makesVersionSevenOfTheStandardVariant() {
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next(Instant.parse("2026-11-23T01:02:03.456789Z").plusMillis(i));

            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void beginsWithTheMilliseconds() {
        Instant at = Instant.parse("2026-11-23T01:02:03.456789Z");

        assertThat(ids.next(at).getMostSignificantBits() >>> 16).isEqualTo(at.toEpochMilli());
    }

    @Test
    void ordersByTime() {
        Instant at = Instant.parse("2026-11-23T00:00:00Z");
        String before = "";
        for (int i = 0; i < 1_000; i++) {
            String id = ids.next(at.plusMillis(i * 37L)).toString();

            assertThat(id).isGreaterThan(before);
            before = id;
        }
    }

    @Test
    void neverRepeatsWithinAMillisecond() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            seen.add(ids.next(Instant.EPOCH));
        }

        assertThat(seen).hasSize(20_000);
    }
}
