package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows outlive releases: what is written today must be read by every later one, so the texts are pinned here. */
class ShapesTest {
    @Test
    void keepsTheFormOfBoxes() {
        assertKept(RegionShape.box(1, 2, 3, 4), "{\"box\":[1,2,3,4]}");
    }

    @Test
    void keepsTheFormOfPolygons() {
        assertKept(
                RegionShape.polygon(List.of(new Point(0, 0), new Point(1.5, 2), new Point(-0.0, 1e17))),
                "{\"polygon\":[[0.0,0.0],[1.5,2.0],[0.0,1.0E17]]}");
    }

    @Test
    void keepsTheFormOfMasks() {
        assertKept(Mask.ofRuns(4, 3, new int[] {0, 2, 10}), "{\"mask\":{\"width\":4,\"height\":3,\"runs\":[0,2,10]}}");
    }

    private static void assertKept(RegionShape shape, String json) {
        assertThat(Shapes.write(shape)).isEqualTo(json);
        assertThat(Shapes.read(json)).isEqualTo(shape);
    }

    @Test
    void readsWholeNumbersAsCoordinates() {
        assertThat(Shapes.read("{\"polygon\": [[0, 0], [1, 2], [3, 4]], \"label\": \"of a newer release\"}"))
                .isEqualTo(RegionShape.polygon(List.of(new Point(0, 0), new Point(1, 2), new Point(3, 4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"box\": null}",
                "{\"box\": [1, 2, 3]}",
                "{\"box\": [1, 2, 3, null]}",
                "{\"box\": [1, 2, 0, 4]}",
                "{\"box\": {\"x\": 1}}",
                "{\"polygon\": [[1, 2], [3, 4]]}",
                "{\"polygon\": [[1, 2], [3, 4], [5]]}",
                "{\"polygon\": [[1, 2], [3, 4], null]}",
                "{\"polygon\": [[1, 2], [3, 4], [5, 1e999]]}",
                "{\"mask\": {\"width\": 4, \"height\": 3}}",
                "{\"mask\": {\"width\": 4, \"height\": 3, \"runs\": [0, 2]}}",
                "{\"mask\": {\"width\": 4, \"height\": 3, \"runs\": [0, null]}}"
            })
    void saysWhichColumnIsUnreadable(String json) {
        assertThatThrownBy(() -> Shapes.read(json))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("image_regions.shape");
    }
}
