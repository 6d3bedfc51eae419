package io.defectsdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Picture;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionShapeTest {
    private static final RegionShape TRIANGLE =
            RegionShape.polygon(List.of(new Point(0, 0), new Point(4, 0), new Point(0, 4)));

    @Test
    void aBoxHoldsItsPixels() {
        RegionShape box = RegionShape.box(2, 3, 4, 1);

        assertThat(box.bounds()).isEqualTo(new Box(2, 3, 4, 1));
        assertThat(box.contains(2, 3)).isTrue();
        assertThat(box.contains(5, 3)).isTrue();
        assertThat(box.contains(6, 3)).isFalse();
        assertThat(box.contains(2, 4)).isFalse();
        assertThat(box.contains(1, 3)).isFalse();
    }

    @Test
    void aPolygonHoldsPixelsWhoseCentreIsInside() {
        assertThat(TRIANGLE.bounds()).isEqualTo(new Box(0, 0, 4, 4));
        assertThat(TRIANGLE.contains(0, 0)).isTrue();
        assertThat(TRIANGLE.contains(2, 0)).isTrue();
        assertThat(TRIANGLE.contains(2, 2)).isFalse();
        assertThat(TRIANGLE.contains(3, 3)).isFalse();
        assertThat(TRIANGLE.contains(-1, 0)).isFalse();
    }

    @Test
    void aPolygonThatCrossesItselfFollowsTheEvenOddRule() {
        RegionShape bow =
                RegionShape.polygon(List.of(new Point(0, 0), new Point(10, 10), new Point(10, 0), new Point(0, 10)));

        assertThat(bow.contains(1, 4)).isTrue();
        assertThat(bow.contains(8, 4)).isTrue();
        assertThat(bow.contains(4, 1)).isFalse();
        assertThat(bow.contains(4, 8)).isFalse();
    }

    @Test
    void refusesWhatIsNoPolygon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionShape.polygon(List.of(new Point(0, 0), new Point(1, 1))))
                .withMessageContaining("[3, 10000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionShape.polygon(Collections.nCopies(10_001, new Point(0, 0))))
                .withMessageContaining("10001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionShape.polygon(List.of(new Point(0, 0), new Point(5, 5), new Point(2, 2))))
                .withMessageContaining("one line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionShape.polygon(Collections.nCopies(4, new Point(3, 3))))
                .withMessageContaining("one line");
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> RegionShape.box(0, 0, 0, 1));
    }

    @Test
    void onlyPicturesOfDefectsHaveRegions() {
        Picture picture = Picture.of(new byte[] {1});
        DefectRegion region = new DefectRegion("hole", TRIANGLE);

        assertThat(NewPicture.defect("prod1", "hole", picture)
                        .withRegions(List.of(region))
                        .regions())
                .containsExactly(region);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewPicture.normal("prod1", picture).withRegions(List.of(region)))
                .withMessageContaining("NORMAL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewPicture.defect("prod1", "hole", picture)
                        .withRegions(Collections.nCopies(NewPicture.MAX_REGIONS + 1, region)))
                .withMessageContaining("1001");
    }
}
