package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a picture is looked at. */
class InspectionAreaTest {
    private static String drawn(InspectionArea area, int width, int height) {
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < height; y++) {
            for (boolean inside : area.row((y + 0.5) / height, width)) {
                rows.append(inside ? '#' : '.');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    @Test
    void looksAtTheWholePictureUnlessTold() {
        assertThat(InspectionArea.whole().coversAll()).isTrue();
        assertThat(drawn(InspectionArea.whole(), 3, 2)).isEqualTo("###\n###\n");
    }

    @Test
    void looksAtPolygonsLessOthers() {
        InspectionArea area = InspectionArea.whole()
                .with(AreaPolygon.rectangle(0, 0, 0.5, 1))
                .with(AreaPolygon.rectangle(0.75, 0.5, 1, 1))
                .without(AreaPolygon.rectangle(0.25, 0.25, 1, 0.75));

        assertThat(area.coversAll()).isFalse();
        assertThat(drawn(area, 8, 4))
                .isEqualTo("####....\n##......\n##....##\n####..##\n".replace("##....##", "##......"));
    }

    @Test
    void takesPixelsOfAReferencePicture() {
        AreaPolygon triangle = AreaPolygon.ofPixels(8, 4, 0, 0, 8, 0, 0, 4);

        assertThat(triangle).isEqualTo(AreaPolygon.of(0, 0, 1, 0, 0, 1));
        // a pixel whose centre lies on the slope belongs to neither or one side, never to both
        assertThat(drawn(InspectionArea.whole().with(triangle), 8, 4))
                .isEqualTo("#######.\n#####...\n###.....\n#.......\n");
        InspectionArea rest = InspectionArea.whole().without(triangle);
        assertThat(drawn(rest, 8, 4)).isEqualTo(".......#\n.....###\n...#####\n.#######\n");
    }

    @Test
    void refusesPolygonsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaPolygon.of(0, 0, 1, 1))
                .withMessageContaining("3")
                .withMessageContaining("2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaPolygon.of(0, 0, 1, 1, 1))
                .withMessageContaining("5 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaPolygon.of(0, 0, 0.5, 0.5, 1, 1))
                .withMessageContaining("enclose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaPolygon.ofPixels(100, 100, 0, 0, 101, 0, 0, 50))
                .withMessageContaining("1.01");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesCornersOutsideThePicture(double x) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaPolygon.of(0, 0, x, 0, 0.5, 1))
                .withMessageContaining("corner");
    }

    @Test
    void refusesToLookNowhere() {
        InspectionArea left = InspectionArea.whole().with(AreaPolygon.rectangle(0, 0, 0.5, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> left.without(AreaPolygon.rectangle(0, 0, 0.6, 1)))
                .withMessageContaining("nothing");
        assertThatNullPointerException().isThrownBy(() -> left.with(null)).withMessageContaining("polygon");
    }

    @Test
    void doesNotChange() {
        InspectionArea area = InspectionArea.whole();
        area.without(AreaPolygon.rectangle(0, 0, 0.5, 0.5));

        assertThat(area).isEqualTo(new InspectionArea(List.of(), List.of()));
    }
}
