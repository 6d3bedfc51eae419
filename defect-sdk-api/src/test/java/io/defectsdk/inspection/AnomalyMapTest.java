package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyMapTest {
    @Test
    void givesItsGridWhereThePictureIsAsLarge() {
        AnomalyMap map = new AnomalyMap(3, 2, 3, 2, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(map.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(map.at(2, 1)).isEqualTo(6);
    }

    /** A grid of two values across four pixels: pixel centres at 0.25, 0.75, 1.25, 1.75, grid centres at 0.5 and 1.5. */
    @Test
    void interpolatesBetweenCentresAndHoldsTheEdges() {
        AnomalyMap map = new AnomalyMap(4, 1, 2, 1, new float[] {10, 20});

        assertThat(map.toArray()).containsExactly(10, 12.5f, 17.5f, 20);
    }

    @Test
    void interpolatesBothWays() {
        AnomalyMap map = new AnomalyMap(4, 4, 2, 2, new float[] {0, 8, 16, 24});

        assertThat(map.at(0, 0)).isEqualTo(0);
        assertThat(map.at(1, 1)).isEqualTo(0.25f * 8 + 0.25f * 16);
        assertThat(map.at(2, 1)).isEqualTo(0.75f * 8 + 0.25f * 16);
        assertThat(map.at(3, 3)).isEqualTo(24);
    }

    @Test
    void readsASmallerPictureFromALargerGrid() {
        AnomalyMap map = new AnomalyMap(2, 1, 4, 1, new float[] {0, 10, 20, 30});

        assertThat(map.toArray()).containsExactly(5, 25);
    }

    @ParameterizedTest
    @CsvSource({"640,480,256,256", "333,1000,64,64", "1,1,256,256", "7,5,3,9"})
    void agreesWithTheFormulaOnAnySize(int width, int height, int gridWidth, int gridHeight) {
        float[] grid = new float[gridWidth * gridHeight];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = i * 7919 % 1000 / 10f;
        }
        AnomalyMap map = new AnomalyMap(width, height, gridWidth, gridHeight, grid);
        float[] row = new float[width];
        for (int y = 0; y < height; y += Math.max(1, height / 17)) {
            map.copyRow(y, row);
            for (int x = 0; x < width; x++) {
                double gy = Math.min(Math.max((y + 0.5) * gridHeight / height - 0.5, 0), gridHeight - 1);
                double gx = Math.min(Math.max((x + 0.5) * gridWidth / width - 0.5, 0), gridWidth - 1);
                int top = (int) gy;
                int left = (int) gx;
                int bottom = Math.min(top + 1, gridHeight - 1);
                int right = Math.min(left + 1, gridWidth - 1);
                double expected = (1 - gy + top) * (1 - gx + left) * grid[top * gridWidth + left]
                        + (1 - gy + top) * (gx - left) * grid[top * gridWidth + right]
                        + (gy - top) * (1 - gx + left) * grid[bottom * gridWidth + left]
                        + (gy - top) * (gx - left) * grid[bottom * gridWidth + right];
                assertThat((double) row[x]).as("(%d, %d)", x, y).isCloseTo(expected, within(0.01));
                assertThat(map.at(x, y)).isEqualTo(row[x]);
            }
        }
    }

    @Test
    void copiesItsGrid() {
        float[] grid = {1, 2};
        AnomalyMap map = new AnomalyMap(2, 1, 2, 1, grid);

        Arrays.fill(grid, 9);
        Arrays.fill(map.toArray(), 9);

        assertThat(map.toArray()).containsExactly(1, 2);
    }

    @Test
    void refusesPixelsOutside() {
        AnomalyMap map = new AnomalyMap(3, 2, 1, 1, new float[] {1});

        for (int[] outside : new int[][] {{-1, 0}, {3, 0}, {0, -1}, {0, 2}}) {
            assertThatThrownBy(() -> map.at(outside[0], outside[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("3x2");
        }
        assertThatThrownBy(() -> map.copyRow(2, new float[3])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> map.copyRow(-1, new float[3])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"2,2,5", "0,0,0", "-2,-2,4", "65536,65537,65536", "0,5,0", "1,1,0"})
    void refusesAGridThatDoesNotFitItsValues(int gridWidth, int gridHeight, int values) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnomalyMap(10, 10, gridWidth, gridHeight, new float[values]));
    }

    @Test
    void saysHowLargeItIs() {
        assertThat(new AnomalyMap(640, 480, 1, 1, new float[] {1})).hasToString("anomaly map of 640x480");
    }

    @Test
    void isZeroOutsideItsAreaAndUnchangedInside() {
        InspectionArea left = InspectionArea.whole().with(AreaPolygon.rectangle(0, 0, 0.5, 1));
        AnomalyMap map = new AnomalyMap(4, 2, 2, 1, new float[] {3, 5}, left);
        AnomalyMap whole = new AnomalyMap(4, 2, 2, 1, new float[] {3, 5});

        assertThat(map.toArray())
                .containsExactly(whole.at(0, 0), whole.at(1, 0), 0, 0, whole.at(0, 1), whole.at(1, 1), 0, 0);
        assertThat(map.at(1, 1)).isEqualTo(whole.at(1, 1));
        assertThat(map.at(2, 1)).isZero();
        assertThat(map.area()).isEqualTo(left);
    }

    @Test
    void isWrittenAsGreyOnAFixedScaleAndReadAgain() throws IOException {
        AnomalyMap map = new AnomalyMap(5, 1, 5, 1, new float[] {0, 0.5f, 2, 7.99f, 100});
        ByteArrayOutputStream png = new ByteArrayOutputStream();

        assertThat(ImageIO.write(map.toGrey(2), "png", png)).isTrue();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));

        assertThat(read.getSampleModel().getSampleSize(0)).isEqualTo(16);
        assertThat(read.getRaster().getSamples(0, 0, 5, 1, 0, (int[]) null))
                .containsExactly(0, AnomalyMap.GREY_UNIT / 4, AnomalyMap.GREY_UNIT, 65_454, 65_535);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAGreyScaleWithoutAUnit(double unit) {
        AnomalyMap map = new AnomalyMap(1, 1, 1, 1, new float[1]);

        assertThatThrownBy(() -> map.toGrey(unit)).isInstanceOf(IllegalArgumentException.class);
    }
}
