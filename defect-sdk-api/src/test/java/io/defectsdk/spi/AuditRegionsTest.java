package io.defectsdk.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRegionsTest {
    @Test
    void keepsEveryKindOfShapeAsJson() {
        List<DefectRegion> regions = List.of(
                new DefectRegion("기공 \"a\\b\"", RegionShape.box(1, 2, 3, 4)),
                new DefectRegion(
                        "burr", RegionShape.polygon(List.of(new Point(0, 0), new Point(1.5, 0), new Point(0, 2)))),
                new DefectRegion("burr", Mask.ofRuns(3, 2, new int[] {1, 2, 3})));

        assertThat(AuditRegions.of(regions))
                .isEqualTo("[{\"type\": \"기공 \\\"a\\\\b\\\"\", \"box\": [1, 2, 3, 4]}, "
                        + "{\"type\": \"burr\", \"polygon\": [[0.0, 0.0], [1.5, 0.0], [0.0, 2.0]]}, "
                        + "{\"type\": \"burr\", \"mask\": {\"width\": 3, \"height\": 2, \"runs\": [1, 2, 3]}}]");
        assertThat(AuditRegions.of(List.of())).isEqualTo("[]");
    }

    @Test
    void keepsTypesAndHashOfWhatIsTooLong() {
        List<DefectRegion> fit = Collections.nCopies(10, new DefectRegion("hole", RegionShape.box(1, 2, 3, 4)));
        List<DefectRegion> long1 = Collections.nCopies(900, new DefectRegion("hole", RegionShape.box(1, 2, 3, 4)));
        List<DefectRegion> long2 = Collections.nCopies(900, new DefectRegion("hole", RegionShape.box(1, 2, 3, 5)));
        int[] runs = new int[1 << 15];
        Arrays.fill(runs, 1);

        assertThat(AuditRegions.of(fit)).startsWith("[");
        assertThat(AuditRegions.of(long1))
                .matches("\\{\"regions\": 900, \"types\": \\{\"hole\": 900}, \"sha256\": \"[0-9a-f]{64}\"}")
                .isNotEqualTo(AuditRegions.of(long2));
        assertThat(AuditRegions.of(List.of(new DefectRegion("burr", Mask.ofRuns(1 << 15, 1, runs)))))
                .contains("\"types\": {\"burr\": 1}");
    }
}
